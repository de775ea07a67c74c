package supermarket.pricing.api;

import org.joda.money.Money;

/**
 * One line of a basket: so many of one product.
 *
 * @param product the product's code, not empty
 * @param quantity how many, at least 1
 * @param unitPrice the price of one, in the product's currency
 */
public record Line(String product, long quantity, Money unitPrice) {

  /**
   * Checks what a rule may rely on.
   *
   * @throws IllegalArgumentException if the product's code is empty or the quantity less than 1
   */
  public Line {
    if (product.isEmpty() || quantity < 1) {
      throw new IllegalArgumentException("a line of " + quantity + " pieces of \"" + product + '"');
    }
  }

  /** The cost of the line without any rule: quantity times unit price. */
  public Money undiscounted() {
    return unitPrice.multipliedBy(quantity);
  }
}
