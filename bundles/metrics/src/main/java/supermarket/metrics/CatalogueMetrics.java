package supermarket.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import supermarket.basket.api.catalogue.Admission;
import supermarket.basket.api.catalogue.Catalogue.EditionStatus;
import supermarket.basket.api.catalogue.Catalogue.StrategyStatus;

/**
 * What a node prices with, asked at each scrape. A gateway has none of it.
 *
 * <p>Thread safety: any thread.
 */
final class CatalogueMetrics {

  private static final String[] STATES = {"in_use", "standing_by", "shadow", "canary", "dark"};

  private final PrometheusRegistry registry;
  private final NodeMetrics.Parts parts;

  CatalogueMetrics(PrometheusRegistry registry, NodeMetrics.Parts parts) {
    this.registry = registry;
    this.parts = parts;
  }

  void register() {
    edition(
        "supermarket_edition",
        "The number of the edition that baskets are priced with: each change makes a new one",
        each -> (double) each.number());
    edition(
        "supermarket_edition_revision",
        "The number of the revision of the chain that the newest edition has in force",
        each -> (double) each.revision().number());
    edition(
        "supermarket_editions_held",
        "Editions that are not the newest any more, and that baskets are still priced with",
        each -> (double) each.held());
    edition("supermarket_leases", "Baskets that are being priced", each -> (double) each.leases());
    GaugeWithCallback.builder()
        .name("supermarket_strategies")
        .help("Strategies and kinds of promotions by their state; those in quarantine too")
        .labelNames("state")
        .callback(
            series -> {
              Map<String, Long> states = states();
              if (parts.edition() != null) {
                for (String state : STATES) {
                  series.call((double) states.getOrDefault(state, 0L), state);
                }
              }
            })
        .register(registry);
  }

  private Map<String, Long> states() {
    return parts.strategies().stream()
        .collect(
            Collectors.groupingBy(CatalogueMetrics::state, TreeMap::new, Collectors.counting()));
  }

  private static String state(StrategyStatus status) {
    if (status.admission() == Admission.NONE) {
      return "dark";
    }
    if (status.audience().isNobody()) {
      return "shadow";
    }
    if (!status.audience().isEverybody()) {
      return "canary";
    }
    return status.inUse() ? "in_use" : "standing_by";
  }

  private void edition(String name, String help, ToDoubleFunction<EditionStatus> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(
            series -> {
              EditionStatus present = parts.edition();
              if (present != null) {
                series.call(value.applyAsDouble(present));
              }
            })
        .register(registry);
  }
}
