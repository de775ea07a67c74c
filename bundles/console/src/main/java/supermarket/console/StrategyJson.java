package supermarket.console;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Admission;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Catalogue.StrategyStatus;
import supermarket.basket.api.operation.CallCount;
import supermarket.basket.api.operation.Quarantined;

/**
 * The strategies and kinds of promotions with what they do, as JSON for the page.
 *
 * <p>Not thread-safe.
 */
final class StrategyJson {

  /** So many products of each are named. */
  private static final int MOST_PRODUCTS = 8;

  /** To tell what each of them prices, the catalogue looks at all products. */
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final Node node;
  private List<StrategyStatus> known = List.of();
  private long since;

  StrategyJson(Node node) {
    this.node = node;
  }

  private List<StrategyStatus> all() {
    long now = System.nanoTime();
    if (known.isEmpty() || now - since > FRESH_NANOS) {
      known = node.catalogue().map(Catalogue::strategies).orElse(List.of());
      since = now;
    }
    return known;
  }

  void write(JsonGenerator json) throws IOException {
    Map<StrategyId, CallCount> calls = new HashMap<>();
    node.calls().forEach(each -> calls.put(each.strategy(), each));
    Map<StrategyId, Quarantined> quarantined = new LinkedHashMap<>();
    Stream.concat(
            node.catalogue().map(Catalogue::quarantined).orElse(List.of()).stream(),
            node.quarantine().map(each -> each.quarantined()).orElse(List.of()).stream())
        .forEach(each -> quarantined.put(each.strategy(), each));
    json.writeArrayFieldStart("strategies");
    for (StrategyStatus each : all()) {
      write(json, each, calls.get(each.id()), quarantined.get(each.id()));
    }
    json.writeEndArray();
  }

  private static void write(
      JsonGenerator json,
      StrategyStatus status,
      @Nullable CallCount calls,
      @Nullable Quarantined quarantined)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", status.id().serviceId());
    json.writeStringField("name", status.id().name());
    json.writeStringField("version", status.id().version());
    json.writeStringField("bundle", status.bundle());
    json.writeNumberField("bundle_id", status.bundleId());
    json.writeBooleanField("kind", status.isKind());
    json.writeStringField("state", quarantined == null ? state(status) : "quarantined");
    json.writeNumberField("percent", status.audience().percent());
    json.writeBooleanField("trusted", status.admission() == Admission.TRUSTED);
    if (quarantined != null) {
      json.writeStringField("why", quarantined.reason());
    }
    json.writeNumberField("products", status.products().size());
    json.writeArrayFieldStart("some");
    for (String product : status.products().stream().limit(MOST_PRODUCTS).toList()) {
      json.writeString(product);
    }
    json.writeEndArray();
    json.writeNumberField("calls", calls == null ? 0 : calls.calls());
    json.writeNumberField("failures", calls == null ? 0 : calls.failures());
    json.writeNumberField("nanos", calls == null ? 0 : calls.nanos());
    json.writeEndObject();
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
    return status.inUse() ? "in use" : "standing by";
  }
}
