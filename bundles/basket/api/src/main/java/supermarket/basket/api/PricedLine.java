package supermarket.basket.api;

import org.joda.money.Money;

/**
 * One line of a priced basket.
 *
 * @param product the product's code
 * @param quantity how many, at least 1
 * @param unitPrice the price of one
 * @param cost the cost of the line by its rule, in the currency of the unit price
 * @param strategy the name of the strategy that priced it
 * @param strategyVersion the version of the strategy's bundle
 */
public record PricedLine(
    String product,
    long quantity,
    Money unitPrice,
    Money cost,
    String strategy,
    String strategyVersion) {

  /**
   * Checks the quantity.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public PricedLine {
    if (quantity < 1) {
      throw new IllegalArgumentException("a priced line of " + quantity + " pieces");
    }
  }
}
