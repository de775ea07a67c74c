package supermarket.gateway;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pages of look-ups that are under way. A page is as much work as many baskets, so a store has
 * one at a time, and all of them together a few: whoever lists all prices hurries no basket.
 *
 * <p>Thread-safe: guarded by its monitor.
 */
final class Pages {

  /** For each IO thread, of which there is mostly one for each processor. */
  private static final int EACH = 2;

  private static final Refusal ONE =
      new Refusal(
          Problem.OVERLOADED,
          "a page of this store is under way: a store has one at a time; ask again when it is"
              + " there");
  private static final Refusal MANY =
      new Refusal(
          Problem.OVERLOADED,
          "as many stores are at a page as may be, which takes some milliseconds; ask again");

  private final int most;
  private final Set<String> stores = new HashSet<>();

  Pages(int ioThreads) {
    most = EACH * ioThreads;
  }

  /**
   * Asks for a store's page; whoever may have it must {@link #leave}, once.
   *
   * @return why it may not; null if it may
   */
  synchronized @Nullable Refusal enter(String store) {
    if (stores.contains(store)) {
      return ONE;
    }
    if (stores.size() == most) {
      return MANY;
    }
    stores.add(store);
    return null;
  }

  /** The page of a store is answered. */
  synchronized void leave(String store) {
    stores.remove(store);
  }
}
