package supermarket.metrics;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import supermarket.basket.api.Answer;
import supermarket.basket.api.operation.AnsweredBasket;

/**
 * How long baskets take, by what becomes of them and by hop. Outcomes are the words of the HTTP
 * contract: there are some twenty.
 *
 * <p>Thread safety: any thread.
 */
final class BasketMetrics {

  /** In seconds: from half a millisecond to the longest deadline that is usual. */
  private static final double[] BOUNDS = {
    0.000_5, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5
  };

  private final Histogram baskets;
  private final DistributionDataPoint broker;
  private final DistributionDataPoint mailbox;
  private final DistributionDataPoint worker;

  BasketMetrics(PrometheusRegistry registry) {
    baskets =
        Histogram.builder()
            .name("supermarket_basket_seconds")
            .help("Baskets that this gateway has answered, from their head to their reply")
            .unit(Unit.SECONDS)
            .labelNames("outcome")
            .classicOnly()
            .withoutExemplars()
            .classicUpperBounds(BOUNDS)
            .register(registry);
    baskets.initLabelValues(AnsweredBasket.PRICED);
    Histogram hops =
        Histogram.builder()
            .name("supermarket_basket_hop_seconds")
            .help(
                "Where baskets that reached a basket server spent their time: broker (gateway and"
                    + " broker, both ways), mailbox (waiting for their user's worker), worker")
            .unit(Unit.SECONDS)
            .labelNames("hop")
            .classicOnly()
            .withoutExemplars()
            .classicUpperBounds(BOUNDS)
            .register(registry);
    broker = hops.labelValues("broker");
    mailbox = hops.labelValues("mailbox");
    worker = hops.labelValues("worker");
  }

  void observe(AnsweredBasket basket) {
    baskets.labelValues(basket.outcome()).observe(Unit.nanosToSeconds(basket.tookNanos()));
    if (!basket.server().equals(Answer.NO_SERVER)) {
      broker.observe(Unit.nanosToSeconds(basket.brokerNanos()));
      mailbox.observe(Unit.nanosToSeconds(basket.waitedNanos()));
      worker.observe(Unit.nanosToSeconds(basket.pricedNanos()));
    }
  }
}
