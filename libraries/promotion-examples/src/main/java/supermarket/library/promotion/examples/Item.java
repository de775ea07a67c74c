package supermarket.library.promotion.examples;

import org.joda.money.Money;

/**
 * Pieces of a product in the basket of an example.
 *
 * @param product its code
 * @param quantity how many, at least 1
 * @param price of one, not negative
 */
public record Item(String product, long quantity, Money price) {

  /** Returns what the pieces cost without the promotion. */
  public Money plain() {
    return price.multipliedBy(quantity);
  }
}
