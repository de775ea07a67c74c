package supermarket.basket.api.catalogue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.PriceTag;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Facts;

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

  /** Returns what was scanned: a code, a GTIN or a label. */
  Scan scan(String text);

  /**
   * Returns the price of one of a product, or of a kilogram, whatever its rule makes of it; null if
   * it has none in the currency of the store.
   */
  @Nullable Money unitPrice(String product);

  /** Returns the product of a code; null if there is none. */
  @Nullable Product product(String code);

  /**
   * Returns the rate of value added tax in percent that a VAT class has at that time; null if
   * nothing is said of tax.
   *
   * @param vatClass empty for products that name none
   */
  @Nullable BigDecimal vatPercent(String vatClass);

  /** Returns what a shelf label says of the product of a code; null if there is none. */
  @Nullable PriceTag tag(String product);

  /** Returns the promotions, whether they hold for a basket or not. */
  ActivePromotions promotions();

  /**
   * Returns what promotions are told of a basket.
   *
   * @param member whether the customer is a member
   * @param codes which were given, normalised
   */
  Facts facts(boolean member, Set<String> codes);

  /**
   * Returns the codes of products in their order.
   *
   * @param after the code after which they begin; empty for the first
   * @param most how many at most
   */
  List<String> codes(String after, int most);
}
