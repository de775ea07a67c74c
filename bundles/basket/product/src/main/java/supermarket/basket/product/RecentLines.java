package supermarket.basket.product;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.deployment.PricedLines;
import supermarket.basket.api.operation.InvalidSetting;

/**
 * A ring of the lines that were priced last; the newest takes the place of the oldest.
 *
 * <p>Thread safety: any thread. Writers take positions by one atomic addition for each basket and
 * never wait; a reader stops at the first position that is taken but not written yet.
 */
final class RecentLines implements PricedLines {

  private record Entry(
      long position, PricedLine line, Money price, Map<String, String> parameters) {}

  private final AtomicReferenceArray<@Nullable Entry> ring;
  private final AtomicLong end = new AtomicLong();

  /**
   * An empty ring.
   *
   * @param most how many lines it keeps, from 1 to a million
   */
  RecentLines(int most) {
    check(most);
    ring = new AtomicReferenceArray<>(most);
  }

  /**
   * Checks how many lines are to be kept.
   *
   * @throws InvalidSetting if it is not from 1 to a million
   */
  static void check(int most) {
    InvalidSetting.range("recent.lines", most, 1, 1_000_000);
  }

  /** Adds the lines of a basket, unless one of them has no cost. */
  void add(List<LineResult> results, List<Offer.Available> offers) {
    for (LineResult result : results) {
      if (!(result instanceof LineResult.Priced)) {
        return;
      }
    }
    long position = end.getAndAdd(results.size());
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof LineResult.Priced(PricedLine line)) {
        Offer.Available offer = offers.get(i);
        Entry entry = new Entry(position, line, offer.unitPrice(), offer.parameters());
        ring.setRelease(place(position), entry);
      }
      position++;
    }
  }

  private int place(long position) {
    return (int) (position % ring.length());
  }

  @Override
  public long end() {
    return end.get();
  }

  @Override
  public Excerpt from(long wanted) {
    long until = end.get();
    long position = Math.max(wanted, until - ring.length());
    long missed = Math.max(0, position - wanted);
    List<Recorded> lines = new ArrayList<>((int) Math.max(0, until - position));
    while (position < until) {
      Entry entry = ring.getAcquire(place(position));
      if (entry == null || entry.position() < position) {
        break;
      }
      if (entry.position() == position) {
        lines.add(new Recorded(entry.line(), entry.price(), entry.parameters()));
      } else {
        missed++; // a newer one has taken its place
      }
      position++;
    }
    return new Excerpt(lines, missed, position);
  }
}
