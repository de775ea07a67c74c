package supermarket.basket.api.catalogue;

import org.joda.money.CurrencyUnit;

/**
 * What an edition has for the baskets of one user at one instant: the prices of the list by which
 * his store sells, as they hold at that time on its clock.
 *
 * <p>Thread safety: immutable.
 */
public interface Quotes {

  /** Returns the currency of an empty basket. */
  CurrencyUnit currency();

  /**
   * Returns what there is for a product code; {@link Offer.Unavailable} for one that is not known.
   */
  Offer offer(String product);
}
