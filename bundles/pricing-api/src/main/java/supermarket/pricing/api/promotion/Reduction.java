package supermarket.pricing.api.promotion;

import org.joda.money.Money;
import supermarket.pricing.api.Share;

/** How much less a part of the basket costs. */
public sealed interface Reduction {

  /**
   * A share of what is left to pay is taken off. What remains is rounded half-up.
   *
   * @param share such as a tenth
   */
  record Part(Share share) implements Reduction {}

  /**
   * An amount is taken off, at most what is left to pay.
   *
   * @param amount not negative
   */
  record Amount(Money amount) implements Reduction {
    /**
     * Checks the amount.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Amount {
      require(amount);
    }
  }

  /**
   * Each piece costs this much at most.
   *
   * @param price not negative
   */
  record Each(Money price) implements Reduction {
    /**
     * Checks the price.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Each {
      require(price);
    }
  }

  private static void require(Money amount) {
    if (amount.isNegative()) {
      throw new IllegalArgumentException(amount + " is negative");
    }
  }
}
