package supermarket.basket.api.deployment;

import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.osgi.annotation.versioning.ProviderType;
import supermarket.basket.api.PricedLine;

/**
 * The lines that were priced last: what a new version of a strategy can be tried on. Provided by
 * the product bundle; a fixed number is kept, in memory only.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
@ProviderType
public interface PricedLines {

  /** How many lines have been priced since the start: the position that the next one will have. */
  long end();

  /**
   * The lines from a position on, as far as they are kept.
   *
   * @param position of the first line that is wanted
   */
  Excerpt from(long position);

  /**
   * A line as it was priced.
   *
   * @param line what came out
   * @param price what its rule was made with: that of the product, whatever a label says
   * @param parameters what its rule was made with, besides the price
   */
  record Recorded(PricedLine line, Money price, Map<String, String> parameters) {}

  /**
   * Lines, one after another.
   *
   * @param lines the oldest first
   * @param missed how many that were wanted are not kept any more
   * @param next the position after the last of these lines
   */
  record Excerpt(List<Recorded> lines, long missed, long next) {
    /** Takes an unmodifiable copy of the lines. */
    public Excerpt {
      lines = List.copyOf(lines);
    }
  }
}
