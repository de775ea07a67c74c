package supermarket.deployer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Printable;
import supermarket.basket.api.deployment.Replay;
import supermarket.basket.api.deployment.Replay.Difference;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/**
 * Prices lines again, with strategies under trial. Calls foreign code, so it belongs behind a
 * guard.
 *
 * <p>Thread safety: none; for one replay.
 */
final class Comparison {

  private static final int LARGEST = 10;

  private final Map<String, PricingStrategy> strategies;
  private final Function<String, Map<String, String>> parameters;
  private final Map<List<Object>, Object> rules = new HashMap<>();

  /**
   * With these strategies.
   *
   * @param strategies by name
   * @param parameters of a product, by its code
   */
  Comparison(
      Map<String, PricingStrategy> strategies, Function<String, Map<String, String>> parameters) {
    this.strategies = strategies;
    this.parameters = parameters;
  }

  /** Prices the lines that strategies of the same names have priced. */
  Replay of(String bundle, String version, List<PricedLine> lines) {
    int compared = 0;
    List<Difference> differences = new ArrayList<>();
    Map<CurrencyUnit, Money> totals = new TreeMap<>();
    for (PricedLine line : lines) {
      PricingStrategy strategy = strategies.get(line.strategy());
      if (strategy != null) {
        compared++;
        Difference difference = difference(line, strategy);
        if (difference != null) {
          differences.add(difference);
          totals.merge(line.cost().getCurrencyUnit(), by(difference), Money::plus);
        }
      }
    }
    differences.sort(
        Comparator.comparing((Difference each) -> each.cost() != null)
            .thenComparing(each -> by(each).abs().getAmount(), Comparator.reverseOrder()));
    return new Replay(
        bundle,
        version,
        List.of(),
        compared,
        differences.size(),
        List.copyOf(totals.values()),
        differences.subList(0, Math.min(LARGEST, differences.size())));
  }

  private static Money by(Difference difference) {
    Money before = difference.line().cost();
    Money after = difference.cost();
    return after == null ? Money.zero(before.getCurrencyUnit()) : after.minus(before);
  }

  private @Nullable Difference difference(PricedLine line, PricingStrategy strategy) {
    try {
      Object rule =
          rules.computeIfAbsent(
              List.of(line.strategy(), line.product(), line.unitPrice()),
              key -> rule(line, strategy));
      if (!(rule instanceof PricingRule made)) {
        return new Difference(line, null, String.valueOf(rule));
      }
      Money cost = made.cost(new Line(line.product(), line.quantity(), line.unitPrice()));
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
  private Object rule(PricedLine line, PricingStrategy strategy) {
    try {
      PricingRule rule =
          strategy.rule(new Terms(line.unitPrice(), parameters.apply(line.product())));
      return rule == null ? "made no rule" : rule;
    } catch (RuntimeException e) {
      return "does not accept its terms: " + Printable.of(String.valueOf(e.getMessage()), 200);
    }
  }
}
