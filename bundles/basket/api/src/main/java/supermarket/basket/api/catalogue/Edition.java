package supermarket.basket.api.catalogue;

import java.time.Instant;
import java.util.Optional;
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

  /**
   * What there is for a basket.
   *
   * @param user whose basket it is: his store has a price list and a clock, and while a new version
   *     of a strategy is tried on a share of the users, it prices theirs, with all its strategies
   * @param at the instant whose prices are meant
   * @return empty if the store is not known and unknown ones are refused
   */
  Optional<Quotes> quotes(UserId user, Instant at);

  /**
   * Ends one pin (see {@link PriceBook#pin}). To be called exactly once for each pin. It does not
   * throw.
   */
  @Override
  void close();
}
