package supermarket.basket.user;

import java.util.ArrayList;
import java.util.List;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Item;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.basket.ProductWorkers;
import supermarket.basket.api.catalogue.Offer;
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
                  offer
                      .rule()
                      .cost(new Line(item.product(), item.quantity(), offer.pricePerPiece(item))),
                  offer.strategy().name(),
                  offer.strategy().version(),
                  item.weight())));
    }
    return results;
  }
}
