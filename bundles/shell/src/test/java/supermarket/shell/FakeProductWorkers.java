package supermarket.shell;

import java.util.ArrayList;
import java.util.List;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.ProductWorkers;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.StrategyId;

/** Product workers that only keep a quarantine. */
final class FakeProductWorkers implements ProductWorkers {

  final List<Quarantined> quarantined = new ArrayList<>();

  void quarantine(StrategyId strategy, String reason, int stuckCalls) {
    quarantined.add(new Quarantined(strategy, reason, stuckCalls));
  }

  @Override
  public List<LineResult> price(BasketRequest request, List<Offer.Available> offers) {
    throw new UnsupportedOperationException("the shell sends baskets through the broker");
  }

  @Override
  public int abandon(StrategyId strategy) {
    return 0;
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
