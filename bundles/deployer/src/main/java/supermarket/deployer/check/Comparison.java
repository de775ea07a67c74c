package supermarket.deployer.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.deployment.Findings.UnderWay;
import supermarket.basket.api.deployment.PricedLines.Recorded;
import supermarket.deployer.check.Tally.Difference;
import supermarket.library.foreign.call.ForeignCall;
import supermarket.library.foreign.call.Outcome;
import supermarket.pricing.api.CostContract;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/**
 * Prices lines again, with the strategies of another version. Calls foreign code, so it belongs
 * behind a guard. What it returns is not foreign.
 *
 * <p>Thread safety: one thread at a time compares; any may ask what is under way.
 */
public final class Comparison {

  /** How the failure of a line begins whose rule could not be made. */
  static final String NO_RULE = "no rule";

  /** So many rules are kept; then they are made anew. */
  private static final int MOST_RULES = 10_000;

  private final String version;
  private final Map<String, PricingStrategy> strategies;
  private final Map<Key, Outcome<PricingRule>> rules = new HashMap<>();
  private volatile @Nullable UnderWay underWay;

  private record Key(String strategy, Money unitPrice, Map<String, String> parameters) {}

  /**
   * What came out.
   *
   * @param compared how many lines were priced again
   * @param differences those that would not cost the same
   */
  public record Result(long compared, List<Difference> differences) {}

  /**
   * With these strategies.
   *
   * @param version version of their bundle; lines that it has priced itself are passed over
   * @param strategies by name
   */
  public Comparison(String version, Map<String, PricingStrategy> strategies) {
    this.version = version;
    this.strategies = strategies;
  }

  /** Prices the lines that strategies of the same names have priced. */
  public Result of(List<Recorded> lines) {
    long compared = 0;
    List<Difference> differences = new ArrayList<>();
    for (Recorded each : lines) {
      PricedLine line = each.line();
      PricingStrategy strategy = strategies.get(line.strategy());
      if (strategy != null && !line.strategyVersion().equals(version)) {
        compared++;
        underWay = new UnderWay(Instant.now(), line.quantity() + " of " + line.product());
        difference(each, strategy).ifPresent(differences::add);
      }
    }
    underWay = null;
    return new Result(compared, differences);
  }

  /** The line that is being priced, or null if none is. */
  public @Nullable UnderWay underWay() {
    return underWay;
  }

  private Optional<Difference> difference(Recorded recorded, PricingStrategy strategy) {
    PricedLine line = recorded.line();
    Key key = new Key(line.strategy(), recorded.price(), recorded.parameters());
    return switch (rule(key, strategy)) {
      case Outcome.Came<PricingRule>(PricingRule rule) -> difference(line, rule);
      case Outcome<PricingRule> failed ->
          Optional.of(new Difference(line, null, NO_RULE + ": it " + Guard.says(failed)));
    };
  }

  private Outcome<PricingRule> rule(Key key, PricingStrategy strategy) {
    if (rules.size() >= MOST_RULES) {
      rules.clear();
    }
    Outcome<PricingRule> known = rules.get(key);
    if (known != null) {
      return known;
    }
    Outcome<PricingRule> made =
        ForeignCall.attempt(() -> strategy.rule(new Terms(key.unitPrice(), key.parameters())));
    rules.put(key, made);
    return made;
  }

  private static Optional<Difference> difference(PricedLine line, @Nullable PricingRule rule) {
    if (rule == null) {
      return Optional.of(new Difference(line, null, NO_RULE));
    }
    Line again = new Line(line.product(), line.quantity(), line.pricePerPiece());
    return switch (ForeignCall.<Money>attempt(() -> rule.cost(again))) {
      case Outcome.Came<Money>(Money cost) ->
          CostContract.fault(line.unitPrice(), cost)
              .map(fault -> new Difference(line, null, "answered nonsense: " + fault))
              .or(
                  () ->
                      cost.equals(line.cost())
                          ? Optional.empty()
                          : Optional.of(new Difference(line, cost, "")));
      case Outcome<Money> failed -> Optional.of(new Difference(line, null, Guard.says(failed)));
    };
  }
}
