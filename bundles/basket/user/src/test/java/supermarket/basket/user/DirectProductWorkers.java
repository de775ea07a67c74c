package supermarket.basket.user;

import java.util.ArrayList;
import java.util.List;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Item;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.ProductWorkers;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.StrategyId;
import supermarket.pricing.api.Line;

/** Calls the rules on the spot. */
class DirectProductWorkers implements ProductWorkers {

  @Override
  public List<LineResult> price(BasketRequest request, List<Offer.Available> offers)
      throws InterruptedException {
    List<LineResult> results = new ArrayList<>();
    for (int i = 0; i < offers.size(); i++) {
      Item item = request.items().get(i);
      Offer.Available offer = offers.get(i);
      results.add(
          new LineResult.Priced(
              new PricedLine(
                  item.product(),
                  item.quantity(),
                  offer.unitPrice(),
                  offer.rule().cost(new Line(item.product(), item.quantity(), offer.unitPrice())),
                  offer.strategy().name(),
                  offer.strategy().version())));
    }
    return results;
  }

  @Override
  public int abandon(StrategyId strategy) {
    return 0;
  }

  @Override
  public List<Quarantined> quarantined() {
    return List.of();
  }

  @Override
  public int release(String strategy) {
    return 0;
  }
}
