package supermarket.basket.api.deployment;

import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.PricedLine;

/**
 * What a strategy bundle makes of lines that another version has priced.
 *
 * @param bundle symbolic name of the bundle, or the file if that is not known
 * @param version version of the bundle, empty if it is not known
 * @param refusals why it could not be tried, or not to the end, one sentence each; empty if it was
 * @param compared how many lines were priced again
 * @param missed how many more lines there were: it did not keep up with them
 * @param differing how many of those compared would cost something else, or could not be priced
 * @param totals by how much they would differ in all, one amount for each currency
 * @param largest the largest differences, those that could not be priced first
 */
public record Findings(
    String bundle,
    String version,
    List<String> refusals,
    long compared,
    long missed,
    long differing,
    List<Money> totals,
    List<Difference> largest) {

  /** Takes unmodifiable copies of the lists. */
  public Findings {
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
