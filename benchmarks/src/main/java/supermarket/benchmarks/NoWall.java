package supermarket.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Item;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.basket.ProductWorkers;
import supermarket.basket.api.catalogue.Offer;
import supermarket.pricing.api.Line;

/** Calls strategies on the caller's thread and trusts them. Thread safety: any thread. */
final class NoWall implements ProductWorkers {

  @Override
  public List<LineResult> price(BasketRequest request, List<Offer.Available> offers) {
    List<LineResult> results = new ArrayList<>(offers.size());
    for (int i = 0; i < offers.size(); i++) {
      Item item = request.items().get(i);
      Offer.Available offer = offers.get(i);
      results.add(
          result(
              item,
              offer,
              offer.rule().cost(new Line(item.product(), item.quantity(), offer.unitPrice()))));
    }
    return results;
  }

  static LineResult result(Item item, Offer.Available offer, Money cost) {
    return new LineResult.Priced(
        new PricedLine(
            item.product(),
            item.quantity(),
            offer.unitPrice(),
            cost,
            offer.strategy().name(),
            offer.strategy().version()));
  }
}
