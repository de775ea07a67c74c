package supermarket.gateway;

import java.util.HashSet;
import java.util.Set;

/**
 * The pages of look-ups that are under way. A page is as much work as many baskets, so a store has
 * one at a time, and all of them together a few: whoever lists all prices hurries no basket.
 *
 * <p>Thread-safe: guarded by its monitor.
 */
final class Pages {

  /** For each IO thread, of which there is mostly one for each processor. */
  private static final int EACH = 2;

  private final int most;
  private final Set<String> stores = new HashSet<>();

  Pages(int ioThreads) {
    most = EACH * ioThreads;
  }

  /** Asks for a store's page; whoever may have it must {@link #leave}, once. */
  synchronized boolean enter(String store) {
    return stores.size() < most && stores.add(store);
  }

  /** The page of a store is answered. */
  synchronized void leave(String store) {
    stores.remove(store);
  }
}
