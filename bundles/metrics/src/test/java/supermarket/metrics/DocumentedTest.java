package supermarket.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Catalogue.EditionStatus;
import supermarket.basket.api.catalogue.Catalogue.StrategyStatus;
import supermarket.basket.api.operation.BrokerStatus;
import supermarket.basket.api.operation.CallCount;
import supermarket.basket.api.operation.ServerStatus;
import supermarket.basket.api.operation.StoreEndpoint;
import supermarket.basket.api.operation.Trouble;

/**
 * docs/metrics.md has all metrics of ours, and no others; what ships for others names no others.
 */
class DocumentedTest {

  private static final Pattern NAME = Pattern.compile("`(supermarket_[a-z_]*[a-z])`");

  private static final Pattern QUERIED =
      Pattern.compile("\\b(supermarket|jvm|process)_[a-z_]*[a-z]\\b");

  @Test
  void eachMetricIsDocumented() throws IOException {
    Set<String> documented = new TreeSet<>();
    Matcher names = NAME.matcher(Files.readString(Path.of("../../docs/metrics.md")));
    while (names.find()) {
      documented.add(names.group(1).replaceFirst("_total$", ""));
    }
    assertThat(documented).isEqualTo(ours(there()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"supermarket.rules.yml", "supermarket-dashboard.json"})
  void whatShipsForOthersNamesMetricsThatExist(String file) throws IOException {
    Set<String> queried = new TreeSet<>();
    Matcher names =
        QUERIED.matcher(Files.readString(Path.of("../../runtime/src/root/monitoring", file)));
    while (names.find()) {
      queried.add(names.group().replaceFirst("_(total|bucket|count|sum)$", ""));
    }
    assertThat(queried).isNotEmpty().isSubsetOf(there());
    if (file.endsWith(".json")) {
      assertThat(queried).as("the dashboard shows all").containsAll(ours(there()));
    }
  }

  private static Set<String> ours(Set<String> all) {
    return all.stream()
        .filter(name -> name.startsWith("supermarket_"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> there() {
    PrometheusRegistry registry = new PrometheusRegistry();
    BasketMetrics unused = new BasketMetrics(registry);
    assertThat(unused).isNotNull();
    NodeMetrics.register(registry, new Whole());
    JvmMetrics.builder().register(registry);
    Set<String> there = new TreeSet<>();
    registry.scrape().forEach(each -> there.add(each.getMetadata().getName()));
    return there;
  }

  /** A node that has all parts. */
  private static final class Whole implements NodeMetrics.Parts {

    @Override
    public List<StoreEndpoint> endpoints() {
      return List.of(
          new StoreEndpoint() {
            @Override
            public int inFlight() {
              return 1;
            }

            @Override
            public int limit() {
              return 2;
            }

            @Override
            public int connections() {
              return 3;
            }
          });
    }

    @Override
    public List<ServerStatus> servers() {
      return List.of(new ServerStatus("server-1", 1, 2, 3, 4, 5, List.of()));
    }

    @Override
    public @Nullable BrokerStatus brokers() {
      return new BrokerStatus(List.of(new BrokerStatus.Connection("vm://x", true)), 1, 2, 3, 4, 5);
    }

    @Override
    public List<CallCount> calls() {
      return List.of(new CallCount(new StrategyId("flat-price", "1.0.0", 7), 3, 1, 5));
    }

    @Override
    public List<StrategyStatus> strategies() {
      return List.of();
    }

    @Override
    public EditionStatus edition() {
      return new EditionStatus(3, RevisionId.NONE, 1, 2);
    }

    @Override
    public List<Trouble> troubles() {
      return List.of();
    }

    @Override
    public int nodes() {
      return 1;
    }

    @Override
    public int quarantined() {
      return 0;
    }
  }
}
