package supermarket.strategy.flat.price;

import supermarket.strategy.testing.Examples;
import supermarket.strategy.testing.PricingStrategyContract;

final class FlatPriceTest extends PricingStrategyContract {

  FlatPriceTest() {
    super("flat-price", new FlatPrice());
  }

  @Override
  protected void examples(Examples examples) {
    examples
        .at("EUR 5.00")
        .costs(1, "5.00")
        .costs(2, "10.00")
        .costs(1_000_000_000, "5000000000.00");
    examples.at("EUR 0.00").costs(7, "0.00");
    examples.at("JPY 310").costs(3, "930");
  }
}
