package supermarket.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Catalogue.EditionStatus;
import supermarket.basket.api.catalogue.Catalogue.StrategyStatus;
import supermarket.basket.api.operation.BrokerStatus;
import supermarket.basket.api.operation.CallCount;
import supermarket.basket.api.operation.ServerStatus;
import supermarket.basket.api.operation.StoreEndpoint;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.WorkerStatus;

/**
 * How the parts of a node stand, asked at each scrape.
 *
 * <p>Thread safety: any thread.
 */
final class NodeMetrics {

  private static final String SERVER = "server";

  private final PrometheusRegistry registry;
  private final Parts parts;

  /** The parts of the node that are there at present. */
  interface Parts {

    /** The gateway's; none on a node without one. */
    List<StoreEndpoint> endpoints();

    List<ServerStatus> servers();

    /** The connections to the brokers; null without a message broker. */
    @Nullable BrokerStatus brokers();

    List<Trouble> troubles();

    /** How many nodes of the cluster are heard, this one among them. */
    int nodes();

    List<CallCount> calls();

    /** Those that are there, whether or not they price anything. */
    List<StrategyStatus> strategies();

    /** How the editions stand; null on a node that prices nothing. */
    @Nullable EditionStatus edition();

    /** How many strategies and kinds of promotions are quarantined. */
    int quarantined();
  }

  private NodeMetrics(PrometheusRegistry registry, Parts parts) {
    this.registry = registry;
    this.parts = parts;
  }

  static void register(PrometheusRegistry registry, Parts parts) {
    NodeMetrics metrics = new NodeMetrics(registry, parts);
    metrics.ofGateway();
    metrics.ofServers();
    new BrokerMetrics(registry, parts::brokers).register();
    metrics.ofStrategies();
    new CatalogueMetrics(registry, parts).register();
    metrics.ofNode();
  }

  private void ofGateway() {
    endpoint(
        "supermarket_gateway_in_flight",
        "Baskets that wait for their price",
        StoreEndpoint::inFlight);
    endpoint(
        "supermarket_gateway_in_flight_limit",
        "How many baskets may wait for their price at present; 0 while it does not listen",
        StoreEndpoint::limit);
    endpoint(
        "supermarket_gateway_connections", "Connections of stores", StoreEndpoint::connections);
  }

  private void endpoint(String name, String help, ToDoubleFunction<StoreEndpoint> value) {
    gauge(name, help, () -> parts.endpoints().stream().map(value::applyAsDouble).toList());
  }

  private void ofServers() {
    server(
        "supermarket_server_in_flight",
        "Baskets that a basket server has admitted and not answered yet",
        ServerStatus::inFlight);
    server(
        "supermarket_server_in_flight_limit",
        "How many baskets a basket server admits at a time",
        ServerStatus::limit);
    server(
        "supermarket_server_user_workers",
        "User workers that there are now",
        server -> server.workers().size());
    server(
        "supermarket_server_mailboxes",
        "Baskets that wait in the mailboxes of users",
        server -> server.workers().stream().mapToInt(WorkerStatus::waiting).sum());
    CounterWithCallback.builder()
        .name("supermarket_server_baskets_total")
        .help("Baskets that a basket server has answered")
        .labelNames(SERVER, "outcome")
        .callback(
            series ->
                parts
                    .servers()
                    .forEach(
                        server -> {
                          series.call((double) server.priced(), server.name(), "priced");
                          series.call((double) server.rejected(), server.name(), "rejected");
                        }))
        .register(registry);
    CounterWithCallback.builder()
        .name("supermarket_server_user_workers_died_total")
        .help("User workers that died and were replaced")
        .labelNames(SERVER)
        .callback(
            series ->
                parts
                    .servers()
                    .forEach(each -> series.call((double) each.workersDied(), each.name())))
        .register(registry);
  }

  private void server(String name, String help, ToDoubleFunction<ServerStatus> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(SERVER)
        .callback(
            series ->
                parts
                    .servers()
                    .forEach(each -> series.call(value.applyAsDouble(each), each.name())))
        .register(registry);
  }

  private void ofStrategies() {
    strategy(
        "supermarket_strategy_calls_total",
        "Lines whose cost a strategy was asked for",
        CallCount::calls);
    strategy(
        "supermarket_strategy_failures_total",
        "Calls of a strategy that gave no cost",
        CallCount::failures);
    strategy(
        "supermarket_strategy_seconds_total",
        "How long the calls of a strategy took",
        each -> Unit.nanosToSeconds(each.nanos()));
  }

  /** Versions that came and went under one name and number are one series. */
  private void strategy(String name, String help, ToDoubleFunction<CallCount> value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("strategy")
        .callback(
            series ->
                parts.calls().stream()
                    .collect(
                        Collectors.groupingBy(
                            each -> each.strategy().toString(),
                            TreeMap::new,
                            Collectors.summingDouble(value)))
                    .forEach((strategy, sum) -> series.call(sum, strategy)))
        .register(registry);
  }

  private void ofNode() {
    gauge(
        "supermarket_nodes",
        "Nodes of the cluster that are heard, this one among them",
        () -> List.of((double) parts.nodes()));
    gauge(
        "supermarket_quarantined",
        "Strategies and kinds of promotions that are quarantined",
        () -> List.of((double) parts.quarantined()));
    GaugeWithCallback.builder()
        .name("supermarket_troubles")
        .help("What is wrong at this node; not_ready: baskets cannot be priced")
        .labelNames("gravity")
        .callback(
            series -> {
              List<Trouble> troubles = parts.troubles();
              for (Trouble.Gravity gravity : Trouble.Gravity.values()) {
                series.call(
                    (double) troubles.stream().filter(each -> each.gravity() == gravity).count(),
                    gravity.name().toLowerCase(Locale.ROOT));
              }
            })
        .register(registry);
  }

  private void gauge(String name, String help, Supplier<List<Double>> values) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(series -> values.get().forEach(series::call))
        .register(registry);
  }
}
