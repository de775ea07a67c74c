package supermarket.basket.api.catalogue;

import org.joda.money.CurrencyUnit;
import org.osgi.annotation.versioning.ProviderType;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;

/**
 * One state of catalogue and strategies, whole and unchanging. A basket pins one when it starts and
 * prices every line with it.
 *
 * <p>Thread safety: immutable but for the count of its leases, which any thread may change.
 */
@ProviderType
public interface Edition extends AutoCloseable {

  /** Its number; a later edition has a higher one. */
  long number();

  /**
   * The revision of the chain that it has in force; {@link RevisionId#NONE} if nothing was agreed
   * on yet. What one node changes by itself is of no revision.
   */
  RevisionId revision();

  /** The currency of an empty basket. */
  CurrencyUnit currency();

  /**
   * What there is for a product code; {@link Offer.Unavailable} for one that is not known.
   *
   * @param user whose basket it is for: while a new version of a strategy is tried on a share of
   *     the users, it prices theirs, with all its strategies
   */
  Offer offer(String product, UserId user);

  /**
   * Ends one pin (see {@link PriceBook#pin}). To be called exactly once for each pin. It does not
   * throw.
   */
  @Override
  void close();
}
