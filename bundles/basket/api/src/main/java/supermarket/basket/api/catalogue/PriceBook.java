package supermarket.basket.api.catalogue;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Hands out editions. Provided by the product manager, used by the user workers.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
@ProviderType
public interface PriceBook {

  /**
   * The newest edition, pinned: a lease on its strategies. The strategies of a pinned edition are
   * not let go before {@link Edition#release()}, or a bounded time.
   */
  Edition pin();
}
