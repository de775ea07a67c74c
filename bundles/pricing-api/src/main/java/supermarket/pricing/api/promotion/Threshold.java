package supermarket.pricing.api.promotion;

import org.joda.money.Money;

/** From what on a tier holds. */
public sealed interface Threshold {

  /**
   * From so many pieces on.
   *
   * @param count at least 1
   */
  record Pieces(long count) implements Threshold {
    /**
     * Checks the count.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Pieces {
      if (count < 1) {
        throw new IllegalArgumentException("from " + count + " pieces on");
      }
    }
  }

  /**
   * From an amount on, at the products' prices without any rule or promotion.
   *
   * @param amount not negative
   */
  record Spend(Money amount) implements Threshold {
    /**
     * Checks the amount.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Spend {
      if (amount.isNegative()) {
        throw new IllegalArgumentException("from " + amount + " on");
      }
    }
  }
}
