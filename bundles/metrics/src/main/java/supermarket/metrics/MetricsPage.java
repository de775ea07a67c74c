package supermarket.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Catalogue.EditionStatus;
import supermarket.basket.api.catalogue.Catalogue.StrategyStatus;
import supermarket.basket.api.http.HttpPage;
import supermarket.basket.api.http.HttpReply;
import supermarket.basket.api.http.HttpRequest;
import supermarket.basket.api.operation.AnsweredBasket;
import supermarket.basket.api.operation.BasketObserver;
import supermarket.basket.api.operation.BrokerStatus;
import supermarket.basket.api.operation.CallCount;
import supermarket.basket.api.operation.CallCounts;
import supermarket.basket.api.operation.Cluster;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.Quarantined;
import supermarket.basket.api.operation.ServerControl;
import supermarket.basket.api.operation.ServerStatus;
import supermarket.basket.api.operation.StoreEndpoint;
import supermarket.basket.api.operation.StrategyQuarantine;
import supermarket.basket.api.operation.Trouble;

/**
 * What this node measures, at {@code /metrics}, in the formats of Prometheus.
 *
 * <p>Thread safety: any thread. The parts of the node come and go.
 */
@Component(
    configurationPolicy = ConfigurationPolicy.IGNORE,
    immediate = true,
    property = HttpPage.PATH + "=/metrics")
public final class MetricsPage implements HttpPage, BasketObserver {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Cluster cluster;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable StrategyQuarantine quarantine;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Catalogue catalogue;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable CallCounts calls;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<ServerControl> servers = List.of();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<StoreEndpoint> endpoints = List.of();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<Health> parts = List.of();

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final BasketMetrics baskets = new BasketMetrics(registry);

  /** Called by Declarative Services. */
  @Activate
  public MetricsPage() {
    NodeMetrics.register(registry, new Present());
    JvmMetrics.builder().register(registry);
  }

  @Override
  public void answered(AnsweredBasket basket) {
    baskets.observe(basket);
  }

  @Override
  public HttpReply answer(HttpRequest request) {
    if (!request.method().equals("GET")) {
      return new HttpReply(
          405, HttpReply.TEXT, Map.of("Allow", "GET, HEAD"), out -> out.write('\n'));
    }
    ExpositionFormatWriter writer = formats.findWriter(request.header("Accept"));
    MetricSnapshots all = registry.scrape();
    return new HttpReply(200, writer.getContentType(), Map.of(), out -> writer.write(out, all));
  }

  /** What is there when it is asked for. */
  private final class Present implements NodeMetrics.Parts {

    @Override
    public List<StoreEndpoint> endpoints() {
      return endpoints;
    }

    @Override
    public List<ServerStatus> servers() {
      return servers.stream().map(ServerControl::status).toList();
    }

    @Override
    public @Nullable BrokerStatus brokers() {
      Cluster present = cluster;
      return present == null ? null : present.brokers();
    }

    @Override
    public List<CallCount> calls() {
      CallCounts present = calls;
      return present == null ? List.of() : present.calls();
    }

    @Override
    public List<StrategyStatus> strategies() {
      Catalogue present = catalogue;
      return present == null ? List.of() : present.strategies();
    }

    @Override
    public @Nullable EditionStatus edition() {
      Catalogue present = catalogue;
      return present == null ? null : present.edition();
    }

    @Override
    public List<Trouble> troubles() {
      return parts.stream().flatMap(each -> each.troubles().stream()).toList();
    }

    @Override
    public int nodes() {
      Cluster present = cluster;
      return present == null ? 0 : present.nodes().size();
    }

    @Override
    public int quarantined() {
      StrategyQuarantine calls = quarantine;
      Catalogue rules = catalogue;
      return (int)
          Stream.concat(
                  calls == null ? Stream.of() : calls.quarantined().stream(),
                  rules == null ? Stream.of() : rules.quarantined().stream())
              .map(Quarantined::strategy)
              .distinct()
              .count();
    }
  }
}
