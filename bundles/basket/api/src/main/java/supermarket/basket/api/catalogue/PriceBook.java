package supermarket.basket.api.catalogue;

import java.util.Collection;
import org.osgi.annotation.versioning.ProviderType;
import supermarket.basket.api.RevisionId;

/**
 * Hands out editions. Provided by the product manager, used by the user workers.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
@ProviderType
public interface PriceBook {

  /**
   * The newest edition, pinned: a lease on its strategies. The strategies of a pinned edition are
   * not let go before {@link Edition#close()}, or a bounded time.
   *
   * <p>While the strategy of one of these products is being replaced in place there is a moment
   * without any. Then this method waits for the successor, for a bounded time. It waits too, for a
   * bounded time, for an edition of the revision that is asked for; if none comes it returns an
   * older one.
   *
   * @param products the codes of the products that are to be priced with it
   * @param revision the oldest revision of the chain that is wanted; {@link RevisionId#NONE} for
   *     any
   * @param until how long to wait at most, as a {@link System#nanoTime()}
   * @throws InterruptedException if the thread is interrupted while it waits; nothing is pinned
   */
  Edition pin(Collection<String> products, RevisionId revision, long until)
      throws InterruptedException;
}
