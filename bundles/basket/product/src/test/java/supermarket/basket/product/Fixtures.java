package supermarket.basket.product;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.joda.money.Money;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.Item;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.catalogue.Offer;
import supermarket.pricing.api.PricingRule;

/** What the tests of this bundle have in common. */
final class Fixtures {

  static final Money PRICE = Money.parse("EUR 5.00");
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);
  static final Duration GRACE = Duration.ofMillis(500);

  private static final AtomicLong IDS = new AtomicLong();

  private Fixtures() {}

  static Settings settings(int lanes) {
    return new Settings(lanes, 100, Math.max(4, lanes), CALL_TIMEOUT, GRACE);
  }

  static StrategyId strategy() {
    return new StrategyId("test-rule", "1.0.0", IDS.incrementAndGet());
  }

  static Offer.Available offer(PricingRule rule) {
    return new Offer.Available(PRICE, Map.of(), strategy(), rule);
  }

  static ProductWorker worker(PricingRule rule) {
    Offer.Available offer = offer(rule);
    return new ProductWorker(new Item("P", 1), offer, new StrategyGate(offer.strategy(), 4));
  }

  static BasketRequest request(Duration remaining, String... products) {
    return new BasketRequest(
        "request-1",
        new UserId("sp1", "u1"),
        List.of(products).stream().map(product -> new Item(product, 2)).toList(),
        Deadline.after(remaining, System.nanoTime()));
  }
}
