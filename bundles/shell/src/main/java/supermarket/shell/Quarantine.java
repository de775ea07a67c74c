package supermarket.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.operation.Quarantined;
import supermarket.basket.api.operation.StrategyQuarantine;

/**
 * Which strategies are in quarantine at one moment.
 *
 * @param known false if the product bundle, which keeps them, is not running
 * @param strategies those in quarantine
 * @param calls those of them whose calls did not come back: their products are all rejected
 */
record Quarantine(
    boolean known, Map<StrategyId, Quarantined> strategies, Map<StrategyId, Quarantined> calls) {

  static Quarantine now(Apps apps) {
    Optional<StrategyQuarantine> workers = apps.ifQuarantine();
    Map<StrategyId, Quarantined> calls = byId(workers.map(StrategyQuarantine::quarantined));
    Map<StrategyId, Quarantined> all = byId(Optional.of(apps.catalogue().quarantined()));
    all.putAll(calls);
    return new Quarantine(workers.isPresent(), all, calls);
  }

  private static Map<StrategyId, Quarantined> byId(Optional<List<Quarantined>> list) {
    Map<StrategyId, Quarantined> byId = new LinkedHashMap<>();
    list.orElse(List.of()).forEach(each -> byId.put(each.strategy(), each));
    return byId;
  }

  boolean holds(StrategyId strategy) {
    return strategies.containsKey(strategy);
  }

  Optional<Quarantined> ofCalls(StrategyId strategy) {
    return Optional.ofNullable(calls.get(strategy));
  }

  /** Why it is in quarantine and how it gets out, for people. */
  static String explain(Quarantined quarantined) {
    String stuck =
        quarantined.stuckCalls() == 0
            ? ""
            : "; "
                + Text.count(
                    quarantined.stuckCalls(), "call has not come back", "calls have not come back");
    return "%s is in QUARANTINE: %s%s. Let it out with 'strategy:release %s'."
        .formatted(
            Text.safe(quarantined.strategy().toString()),
            Text.sentence(quarantined.reason()),
            stuck,
            Text.safe(quarantined.strategy().name()));
  }
}
