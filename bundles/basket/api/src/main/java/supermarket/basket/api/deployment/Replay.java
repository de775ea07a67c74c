package supermarket.basket.api.deployment;

import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.PricedLine;

/**
 * What a strategy bundle makes of the lines that were priced last.
 *
 * @param bundle symbolic name of the bundle, or the file if that is not known
 * @param version version of the bundle, empty if it is not known
 * @param refusals why it could not be tried, one sentence each; empty if it was
 * @param compared how many lines its strategies could have priced
 * @param differing how many of them would cost something else, or could not be priced
 * @param totals by how much they would differ in all, one amount for each currency
 * @param largest the largest differences, those that could not be priced first
 */
public record Replay(
    String bundle,
    String version,
    List<String> refusals,
    int compared,
    int differing,
    List<Money> totals,
    List<Difference> largest) {

  /** Takes unmodifiable copies of the lists. */
  public Replay {
    refusals = List.copyOf(refusals);
    totals = List.copyOf(totals);
    largest = List.copyOf(largest);
  }

  /**
   * One line.
   *
   * @param line as it was priced
   * @param cost what it would cost, or null if it could not be priced
   * @param failure why it could not be priced, empty if it could
   */
  public record Difference(PricedLine line, @Nullable Money cost, String failure) {}
}
