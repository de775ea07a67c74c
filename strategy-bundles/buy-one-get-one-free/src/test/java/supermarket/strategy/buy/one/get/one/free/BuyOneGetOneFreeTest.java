package supermarket.strategy.buy.one.get.one.free;

import supermarket.strategy.testing.Examples;
import supermarket.strategy.testing.PricingStrategyContract;

final class BuyOneGetOneFreeTest extends PricingStrategyContract {

  BuyOneGetOneFreeTest() {
    super("buy-one-get-one-free", new BuyOneGetOneFree());
  }

  @Override
  protected void examples(Examples examples) {
    examples
        .at("EUR 3.11")
        .says("buy one, get one free")
        .costs(1, "3.11")
        .costs(2, "3.11")
        .costs(3, "6.22")
        .costs(4, "6.22")
        .costs(5, "9.33")
        .costs(10_000, "15550.00")
        .costs(999_999_999, "1555000000.00");
    examples.at("KWD 0.333").costs(3, "0.666");
  }
}
