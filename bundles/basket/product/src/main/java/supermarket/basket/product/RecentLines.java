package supermarket.basket.product;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.PricedLine;

/**
 * A ring of the lines that were priced last; the newest takes the place of the oldest.
 *
 * <p>Thread safety: any thread. Writers take places by one atomic addition for each basket and
 * never wait; a reader sees each line whole, but perhaps not the very newest.
 */
final class RecentLines {

  private final AtomicReferenceArray<@Nullable PricedLine> ring;
  private final AtomicLong next = new AtomicLong();

  /**
   * An empty ring.
   *
   * @param most how many lines it keeps, from 1 to a million
   */
  RecentLines(int most) {
    if (most < 1 || most > 1_000_000) {
      throw new IllegalArgumentException(
          "supermarket.basket.product: recent.lines is "
              + most
              + ", but must be from 1 to 1000000");
    }
    ring = new AtomicReferenceArray<>(most);
  }

  /** Adds those that were priced. */
  void add(List<LineResult> results) {
    long at = next.getAndAdd(results.size());
    for (LineResult result : results) {
      if (result instanceof LineResult.Priced(PricedLine line)) {
        ring.setRelease((int) (at % ring.length()), line);
      }
      at++;
    }
  }

  List<PricedLine> newestFirst() {
    List<PricedLine> lines = new ArrayList<>();
    long end = next.get();
    for (int back = 1; back <= ring.length(); back++) {
      PricedLine line = ring.getAcquire((int) Math.floorMod(end - back, (long) ring.length()));
      if (line != null) {
        lines.add(line);
      }
    }
    return lines;
  }
}
