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

  /** The cost of the line without any rule: quantity times unit price. */
  public Money undiscounted() {
    return unitPrice.multipliedBy(quantity);
  }
}
