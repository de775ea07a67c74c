package supermarket.deployer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.PricedLines.Recorded;
import supermarket.basket.api.Printable;
import supermarket.basket.api.deployment.Findings;
import supermarket.basket.api.deployment.Findings.Difference;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/**
 * Prices lines again, with the strategies of another version. Calls foreign code, so it belongs
 * behind a guard.
 *
 * <p>Thread safety: none; one thread at a time. The findings are immutable.
 */
final class Comparison {

  private static final int LARGEST = 10;

  /** So many rules are kept; then they are made anew. */
  private static final int MOST_RULES = 10_000;

  private static final Comparator<Difference> LARGEST_FIRST =
      Comparator.comparing((Difference each) -> each.cost() != null)
          .thenComparing(each -> by(each).abs().getAmount(), Comparator.reverseOrder());

  private final String bundle;
  private final String version;
  private final Map<String, PricingStrategy> strategies;
  private final Map<List<Object>, Object> rules = new HashMap<>();

  /**
   * With these strategies.
   *
   * @param bundle symbolic name of their bundle
   * @param version version of their bundle; lines that it has priced itself are passed over
   * @param strategies by name
   */
  Comparison(String bundle, String version, Map<String, PricingStrategy> strategies) {
    this.bundle = bundle;
    this.version = version;
    this.strategies = strategies;
  }

  /** Prices the lines that strategies of the same names have priced. */
  Findings of(List<Recorded> lines) {
    int compared = 0;
    List<Difference> differences = new ArrayList<>();
    Map<CurrencyUnit, Money> totals = new TreeMap<>();
    for (Recorded each : lines) {
      PricedLine line = each.line();
      PricingStrategy strategy = strategies.get(line.strategy());
      if (strategy != null && !line.strategyVersion().equals(version)) {
        compared++;
        Difference difference = difference(each, strategy);
        if (difference != null) {
          differences.add(difference);
          totals.merge(line.cost().getCurrencyUnit(), by(difference), Money::plus);
        }
      }
    }
    return new Findings(
        bundle,
        version,
        List.of(),
        compared,
        0,
        differences.size(),
        List.copyOf(totals.values()),
        largest(differences));
  }

  /** Lets go of the rules, and with them of the class loader that they are from. */
  void clear() {
    rules.clear();
  }

  /** Adds what was found in more lines. */
  static Findings sum(Findings one, Findings other) {
    Map<CurrencyUnit, Money> totals = new TreeMap<>();
    one.totals().forEach(each -> totals.put(each.getCurrencyUnit(), each));
    other.totals().forEach(each -> totals.merge(each.getCurrencyUnit(), each, Money::plus));
    List<Difference> differences = new ArrayList<>(one.largest());
    differences.addAll(other.largest());
    return new Findings(
        one.bundle(),
        one.version(),
        one.refusals(),
        one.compared() + other.compared(),
        one.missed() + other.missed(),
        one.differing() + other.differing(),
        List.copyOf(totals.values()),
        largest(differences));
  }

  private static List<Difference> largest(List<Difference> differences) {
    return differences.stream().sorted(LARGEST_FIRST).limit(LARGEST).toList();
  }

  private static Money by(Difference difference) {
    Money before = difference.line().cost();
    Money after = difference.cost();
    return after == null ? Money.zero(before.getCurrencyUnit()) : after.minus(before);
  }

  private @Nullable Difference difference(Recorded recorded, PricingStrategy strategy) {
    PricedLine line = recorded.line();
    try {
      if (!(rule(recorded, strategy) instanceof PricingRule rule)) {
        return new Difference(line, null, String.valueOf(rule(recorded, strategy)));
      }
      Money cost = rule.cost(new Line(line.product(), line.quantity(), line.unitPrice()));
      if (cost == null
          || cost.isNegative()
          || !cost.getCurrencyUnit().equals(line.unitPrice().getCurrencyUnit())) {
        return new Difference(line, null, "answered " + Printable.of(String.valueOf(cost), 50));
      }
      return cost.equals(line.cost()) ? null : new Difference(line, cost, "");
    } catch (RuntimeException | StackOverflowError e) {
      return new Difference(line, null, "threw " + Printable.of(String.valueOf(e), 200));
    }
  }

  /** The rule, or why there is none. */
  private Object rule(Recorded recorded, PricingStrategy strategy) {
    if (rules.size() >= MOST_RULES) {
      rules.clear();
    }
    PricedLine line = recorded.line();
    return rules.computeIfAbsent(
        List.of(line.strategy(), line.unitPrice(), recorded.parameters()),
        key -> make(recorded, strategy));
  }

  private static Object make(Recorded recorded, PricingStrategy strategy) {
    try {
      PricingRule rule =
          strategy.rule(new Terms(recorded.line().unitPrice(), recorded.parameters()));
      return rule == null ? "made no rule" : rule;
    } catch (RuntimeException e) {
      return "does not accept its terms: " + Printable.of(String.valueOf(e.getMessage()), 200);
    }
  }
}
