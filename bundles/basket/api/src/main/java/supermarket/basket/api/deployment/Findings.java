package supermarket.basket.api.deployment;

import java.time.Instant;
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
 * @param failed how many of those compared could not be priced
 * @param differing how many of those compared would cost something else; those that failed are not
 *     among them
 * @param changes by how much they would differ, for each currency
 * @param kinds the lines that failed or differ, like ones together: those that failed first, then
 *     those that would cost more, then those that would cost less; of each at most ten kinds, the
 *     largest first
 * @param underWay a call that has not come back yet, or null if there is none
 * @param nodes the names of the nodes whose findings these are together; empty if they are those of
 *     one
 * @param ofBaskets whether baskets were priced again, each of which stands as a line of its own
 */
public record Findings(
    String bundle,
    String version,
    List<String> refusals,
    long compared,
    long missed,
    long failed,
    long differing,
    List<Change> changes,
    List<Kind> kinds,
    @Nullable UnderWay underWay,
    List<String> nodes,
    boolean ofBaskets) {

  /** Takes unmodifiable copies of the lists. */
  public Findings {
    refusals = List.copyOf(refusals);
    changes = List.copyOf(changes);
    kinds = List.copyOf(kinds);
    nodes = List.copyOf(nodes);
  }

  /** Of lines. */
  public Findings(
      String bundle,
      String version,
      List<String> refusals,
      long compared,
      long missed,
      long failed,
      long differing,
      List<Change> changes,
      List<Kind> kinds,
      @Nullable UnderWay underWay,
      List<String> nodes) {
    this(
        bundle, version, refusals, compared, missed, failed, differing, changes, kinds, underWay,
        nodes, false);
  }

  /** The same, of these nodes together. */
  public Findings of(List<String> together) {
    return new Findings(
        bundle, version, refusals, compared, missed, failed, differing, changes, kinds, underWay,
        together, ofBaskets);
  }

  /** None, for these reasons. */
  public static Findings refused(String bundle, String version, List<String> refusals) {
    return new Findings(
        bundle, version, refusals, 0, 0, 0, 0, List.of(), List.of(), null, List.of());
  }

  /**
   * By how much lines would differ, in both directions, in one currency.
   *
   * @param dearer how many lines would cost more
   * @param more by how much in all, not negative
   * @param cheaper how many lines would cost less
   * @param less by how much in all, not negative
   */
  public record Change(long dearer, Money more, long cheaper, Money less) {

    /**
     * Checks the amounts.
     *
     * @throws IllegalArgumentException if one of them is negative
     */
    public Change {
      if (more.isNegative() || less.isNegative()) {
        throw new IllegalArgumentException("dearer by " + more + ", cheaper by " + less);
      }
    }
  }

  /**
   * Lines that differ in the same way: of one product and quantity at one price, with one outcome;
   * or lines of one product that failed in the same way.
   *
   * @param lines how many
   * @param example one of them, as it was priced
   * @param cost what it would cost, or null if it could not be priced
   * @param failure why it could not be priced, empty if it could
   */
  public record Kind(long lines, PricedLine example, @Nullable Money cost, String failure) {}

  /**
   * A call of the strategy that has not come back yet.
   *
   * @param since when it began
   * @param what which line it is to price, such as {@code 7 of GR1}
   */
  public record UnderWay(Instant since, String what) {}
}
