package supermarket.shell;

import java.util.ArrayList;
import java.util.List;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.operation.Quarantined;
import supermarket.basket.api.operation.StrategyQuarantine;

/** A quarantine in memory. */
final class FakeQuarantine implements StrategyQuarantine {

  final List<Quarantined> quarantined = new ArrayList<>();

  void quarantine(StrategyId strategy, String reason, int stuckCalls) {
    quarantined.add(new Quarantined(strategy, reason, stuckCalls));
  }

  @Override
  public List<Quarantined> quarantined() {
    return List.copyOf(quarantined);
  }

  @Override
  public int release(String strategy) {
    int before = quarantined.size();
    quarantined.removeIf(each -> each.strategy().name().equals(strategy));
    return before - quarantined.size();
  }
}
