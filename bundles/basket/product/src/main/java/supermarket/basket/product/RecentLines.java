package supermarket.basket.product;

import java.util.ArrayList;
import java.util.List;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.deployment.PricedLines;
import supermarket.basket.api.operation.InvalidSetting;
import supermarket.library.recent.Recent;

/**
 * The lines that were priced last; those of a basket one after another.
 *
 * <p>Thread safety: any thread.
 */
final class RecentLines implements PricedLines {

  private final Recent<Recorded> ring;

  /**
   * An empty ring.
   *
   * @param most how many lines it keeps, from 1 to a million
   */
  RecentLines(int most) {
    check(most);
    ring = new Recent<>(most);
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
    List<Recorded> lines = new ArrayList<>(results.size());
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof LineResult.Priced(PricedLine line)) {
        Offer.Available offer = offers.get(i);
        lines.add(new Recorded(line, offer.unitPrice(), offer.parameters()));
      }
    }
    ring.add(lines);
  }

  @Override
  public long end() {
    return ring.end();
  }

  @Override
  public Excerpt from(long wanted) {
    Recent.Excerpt<Recorded> recent = ring.from(wanted);
    return new Excerpt(recent.values(), recent.missed(), recent.next());
  }
}
