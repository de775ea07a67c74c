package supermarket.explain;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.operation.RecordedBasket;

/**
 * What came last, as much as there is room for: each basket takes one place, and one more for each
 * line.
 *
 * <p>Thread-safe: guarded by its monitor.
 */
final class Kept {

  private final int room;

  @GuardedBy("this")
  private final Deque<RecordedBasket> baskets = new ArrayDeque<>();

  @GuardedBy("this")
  private int taken;

  /** With so many places. */
  Kept(int room) {
    this.room = room;
  }

  /** Keeps one; the oldest make room for it. */
  synchronized void add(RecordedBasket basket) {
    taken += places(basket);
    baskets.addFirst(basket);
    while (taken > room) {
      taken -= places(baskets.removeLast());
    }
  }

  private static int places(RecordedBasket basket) {
    Priced priced = basket.basket().priced();
    return 1 + (priced == null ? 0 : priced.lines().size());
  }

  /** Returns some, the newest first. */
  synchronized List<RecordedBasket> find(Predicate<RecordedBasket> wanted, int most) {
    List<RecordedBasket> found = new ArrayList<>();
    for (RecordedBasket each : baskets) {
      if (found.size() == most) {
        break;
      }
      if (wanted.test(each)) {
        found.add(each);
      }
    }
    return found;
  }
}
