package supermarket.basket.product;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.operation.CallCount;
import supermarket.basket.api.operation.Quarantined;

/**
 * The gates of the strategies there are.
 *
 * <p>Thread safety: any thread may ask for a gate; which strategies are deployed is told by the
 * OSGi service registry's threads.
 */
final class StrategyGates {

  private final int limit;
  private final ConcurrentMap<StrategyId, StrategyGate> gates = new ConcurrentHashMap<>();
  private final Set<Long> deployed = ConcurrentHashMap.newKeySet();

  StrategyGates(int limit) {
    this.limit = limit;
  }

  StrategyGate gate(StrategyId strategy) {
    StrategyGate gate = gates.get(strategy);
    return gate != null ? gate : gates.computeIfAbsent(strategy, id -> new StrategyGate(id, limit));
  }

  void deployed(long serviceId) {
    deployed.add(serviceId);
  }

  /** Forgets a strategy, and any other that a basket asked for after it had gone. */
  void undeployed(long serviceId) {
    deployed.remove(serviceId);
    gates.keySet().removeIf(strategy -> !deployed.contains(strategy.serviceId()));
  }

  List<Quarantined> quarantined() {
    return gates.values().stream()
        .flatMap(
            gate -> {
              String why = gate.quarantine();
              return why == null
                  ? Stream.empty()
                  : Stream.of(new Quarantined(gate.strategy(), why, gate.underWay()));
            })
        .sorted(Comparator.comparing(q -> q.strategy().toString()))
        .toList();
  }

  /** Those of each that was called, by strategy. */
  List<CallCount> calls() {
    return gates.values().stream()
        .map(StrategyGate::count)
        .filter(count -> count.calls() > 0)
        .sorted(Comparator.comparing(count -> count.strategy().toString()))
        .toList();
  }

  int release(String name) {
    int released = 0;
    for (StrategyGate gate : gates.values()) {
      if (gate.strategy().name().equals(name) && gate.open()) {
        released++;
      }
    }
    return released;
  }
}
