package supermarket.basket.api.catalogue;

import org.joda.money.Money;
import supermarket.basket.api.Weight;

/** What a store has scanned, as the catalogue knows it. */
public sealed interface Scan {

  /**
   * A product, or what is not known.
   *
   * @param product its code; what was scanned if nothing of it is known
   */
  record Found(String product) implements Scan {}

  /**
   * A label with a weight in it.
   *
   * @param product the code of the product
   * @param weight what it weighs
   */
  record Weighed(String product, Weight weight) implements Scan {}

  /**
   * A label with a price in it.
   *
   * @param product the code of the product
   * @param price what the one piece costs
   */
  record Labelled(String product, Money price) implements Scan {}

  /**
   * It was read wrongly.
   *
   * @param why one sentence for people
   */
  record Misread(String why) implements Scan {}
}
