package supermarket.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.operation.BrokerStatus;

/**
 * How the connections to the message brokers stand, asked at each scrape.
 *
 * <p>Thread safety: any thread.
 *
 * @param brokers null while there is no message broker
 */
record BrokerMetrics(PrometheusRegistry registry, Supplier<@Nullable BrokerStatus> brokers) {

  void register() {
    GaugeWithCallback.builder()
        .name("supermarket_broker_connected")
        .help("Whether messages can be sent to and received from a message broker: 1 or 0")
        .labelNames("broker")
        .callback(
            series ->
                ifThere(
                    status ->
                        status
                            .brokers()
                            .forEach(each -> series.call(each.connected() ? 1 : 0, each.url()))))
        .register(registry);
    GaugeWithCallback.builder()
        .name("supermarket_broker_waiting")
        .help("Baskets that were sent and not answered yet")
        .callback(series -> ifThere(status -> series.call(status.waiting())))
        .register(registry);
    counter(
        "supermarket_broker_timed_out_total",
        "Baskets whose deadline passed before an answer came",
        BrokerStatus::timedOut);
    counter(
        "supermarket_broker_late_replies_total",
        "Replies that came too late, or after another one, and were dropped",
        BrokerStatus::lateReplies);
    counter(
        "supermarket_broker_resent_total",
        "Baskets that were sent again because their basket server or broker went away",
        BrokerStatus::resent);
    counter(
        "supermarket_broker_unreadable_total",
        "Messages that could not be read",
        BrokerStatus::unreadable);
  }

  private void ifThere(Consumer<BrokerStatus> reader) {
    BrokerStatus status = brokers.get();
    if (status != null) {
      reader.accept(status);
    }
  }

  private void counter(String name, String help, ToDoubleFunction<BrokerStatus> value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(series -> ifThere(status -> series.call(value.applyAsDouble(status))))
        .register(registry);
  }
}
