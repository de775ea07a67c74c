package supermarket.deployer.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.deployment.Findings;
import supermarket.basket.api.deployment.Findings.Change;
import supermarket.basket.api.deployment.Findings.Kind;
import supermarket.basket.api.deployment.Findings.UnderWay;

/**
 * Adds up what comparisons find, like differences together.
 *
 * <p>Thread safety: none; it belongs to one thread. The findings are immutable.
 */
public final class Tally {

  /** So many of the failures, of what is dearer and of what is cheaper are shown. */
  private static final int SHOWN = 10;

  /** So many kinds are told apart; later ones are counted, but not shown. */
  private static final int MOST_KINDS = 10_000;

  private final String bundle;
  private final String version;
  private final Map<Like, Kind> kinds = new HashMap<>();
  private final Map<CurrencyUnit, Change> changes = new TreeMap<>();
  private long compared;
  private long missed;
  private long failed;
  private long differing;
  private boolean ofBaskets;

  /** What makes differences alike. Quantity and cost of failures do not matter. */
  private record Like(
      String product, long quantity, Money unitPrice, @Nullable Money cost, String outcome) {

    static Like of(Difference difference) {
      PricedLine line = difference.line();
      Money cost = difference.cost();
      return cost == null
          ? new Like(line.product(), 0, line.pricePerPiece(), null, difference.failure())
          : new Like(
              line.product(), line.quantity(), line.pricePerPiece(), line.cost(), cost.toString());
    }
  }

  /**
   * Of a version of a bundle.
   *
   * @param bundle its symbolic name
   */
  public Tally(String bundle, String version) {
    this.bundle = bundle;
    this.version = version;
  }

  /** Adds lines that were compared, and those of them that differ. */
  public void add(long lines, List<Difference> differences) {
    compared += lines;
    differences.forEach(this::add);
  }

  /** What is added is of baskets. */
  public void isOfBaskets() {
    ofBaskets = true;
  }

  /** Adds lines that it did not keep up with. */
  public void miss(long lines) {
    missed += lines;
  }

  /** Adds what another node has found. Of its kinds only the largest are known. */
  public void add(Findings other) {
    compared += other.compared();
    missed += other.missed();
    failed += other.failed();
    differing += other.differing();
    ofBaskets |= other.ofBaskets();
    for (Change each : other.changes()) {
      changes.merge(each.more().getCurrencyUnit(), each, Tally::sum);
    }
    for (Kind each : other.kinds()) {
      Like like = Like.of(new Difference(each.example(), each.cost(), each.failure()));
      kinds.merge(like, each, (before, more) -> more(before, more.lines()));
    }
  }

  private void add(Difference difference) {
    Money cost = difference.cost();
    if (cost == null) {
      failed++;
    } else {
      differing++;
      Money by = cost.minus(difference.line().cost());
      changes.merge(by.getCurrencyUnit(), change(by), Tally::sum);
    }
    Like like = Like.of(difference);
    if (kinds.size() < MOST_KINDS || kinds.containsKey(like)) {
      Kind one = new Kind(1, difference.line(), cost, difference.failure());
      kinds.merge(like, one, (before, more) -> more(before, 1));
    }
  }

  private static Kind more(Kind kind, long lines) {
    return new Kind(kind.lines() + lines, kind.example(), kind.cost(), kind.failure());
  }

  private static Change change(Money by) {
    Money none = Money.zero(by.getCurrencyUnit());
    return by.isNegative() ? new Change(0, none, 1, by.negated()) : new Change(1, by, 0, none);
  }

  private static Change sum(Change one, Change other) {
    return new Change(
        one.dearer() + other.dearer(),
        one.more().plus(other.more()),
        one.cheaper() + other.cheaper(),
        one.less().plus(other.less()));
  }

  /** What was found so far. */
  public Findings findings(List<String> refusals, @Nullable UnderWay underWay) {
    List<Kind> shown = new ArrayList<>();
    shown.addAll(first(kind -> kind.cost() == null, Comparator.comparingLong(Kind::lines)));
    Comparator<Kind> bySum =
        Comparator.comparing(kind -> by(kind).getAmount().abs().multiply(lines(kind)));
    shown.addAll(first(kind -> kind.cost() != null && by(kind).isPositive(), bySum));
    shown.addAll(first(kind -> kind.cost() != null && by(kind).isNegative(), bySum));
    return new Findings(
        bundle,
        version,
        refusals,
        compared,
        missed,
        failed,
        differing,
        new ArrayList<>(changes.values()),
        shown,
        underWay,
        List.of(),
        ofBaskets);
  }

  private static BigDecimal lines(Kind kind) {
    return BigDecimal.valueOf(kind.lines());
  }

  private List<Kind> first(Predicate<Kind> which, Comparator<Kind> size) {
    return kinds.values().stream()
        .filter(which)
        .sorted(
            size.reversed()
                .thenComparing(kind -> kind.example().product())
                .thenComparingLong(kind -> kind.example().quantity()))
        .limit(SHOWN)
        .toList();
  }

  private static Money by(Kind kind) {
    Money before = kind.example().cost();
    Money after = kind.cost();
    return after == null ? Money.zero(before.getCurrencyUnit()) : after.minus(before);
  }

  /**
   * A line that would not cost the same.
   *
   * @param line as it was priced
   * @param cost what it would cost, or null if it could not be priced
   * @param failure why it could not be priced, empty if it could
   */
  public record Difference(PricedLine line, @Nullable Money cost, String failure) {}
}
