package supermarket.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import supermarket.basket.api.ProductWorkers;
import supermarket.basket.api.ProductWorkers.Quarantined;
import supermarket.basket.api.catalogue.StrategyId;

/**
 * Which strategies are in quarantine at one moment.
 *
 * @param known false if the product bundle, which keeps them, is not running
 * @param strategies those in quarantine
 */
record Quarantine(boolean known, Map<StrategyId, Quarantined> strategies) {

  static Quarantine now(Apps apps) {
    Optional<ProductWorkers> workers = apps.ifProductWorkers();
    Map<StrategyId, Quarantined> strategies = new LinkedHashMap<>();
    for (Quarantined each : workers.map(ProductWorkers::quarantined).orElse(List.of())) {
      strategies.put(each.strategy(), each);
    }
    return new Quarantine(workers.isPresent(), strategies);
  }

  boolean holds(StrategyId strategy) {
    return strategies.containsKey(strategy);
  }

  Optional<Quarantined> of(StrategyId strategy) {
    return Optional.ofNullable(strategies.get(strategy));
  }

  /** Why it is in quarantine and how it gets out, for people. */
  static String explain(Quarantined quarantined) {
    String stuck =
        Text.count(quarantined.stuckCalls(), "call has not come back", "calls have not come back");
    return "%s is in QUARANTINE: %s; %s. Let it out with 'strategy:release %s'."
        .formatted(
            Text.safe(quarantined.strategy().toString()),
            Text.sentence(quarantined.reason()),
            stuck,
            Text.safe(quarantined.strategy().name()));
  }
}
