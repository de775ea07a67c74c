package supermarket.basket.api;

import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One line of a priced basket.
 *
 * @param product the product's code
 * @param quantity how many, at least 1; 1 if it was weighed
 * @param unitPrice the price of one, or of a kilogram if it was weighed
 * @param cost the cost of the line by its rule, in the currency of the unit price
 * @param strategy the name of the strategy that priced it
 * @param strategyVersion the version of the strategy's bundle
 * @param weight what it weighs; null if it was counted
 */
public record PricedLine(
    String product,
    long quantity,
    Money unitPrice,
    Money cost,
    String strategy,
    String strategyVersion,
    @Nullable Weight weight) {

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

  /** A line of pieces. */
  public PricedLine(
      String product,
      long quantity,
      Money unitPrice,
      Money cost,
      String strategy,
      String strategyVersion) {
    this(product, quantity, unitPrice, cost, strategy, strategyVersion, null);
  }

  /** Returns the price of one piece, which its weight fixes if it was weighed. */
  public Money pricePerPiece() {
    return weight == null ? unitPrice : weight.priceAt(unitPrice);
  }
}
