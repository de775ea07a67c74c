package supermarket.gateway;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The defaults, on a free port, and small changes of them. */
final class TestSettings {

  static final Settings DEFAULTS = with(Map.of());

  /** No spans are exported. */
  static final Traces NO_TRACES = new Traces(() -> null);

  private TestSettings() {}

  /** Some keys otherwise than {@link #DEFAULTS}, by the names of {@link Config}'s methods. */
  static Settings with(Map<String, Object> changes) {
    Map<String, Object> all = new HashMap<>();
    all.put("port", 0);
    all.put("deadline_ms", 30_000);
    all.put("io_threads", 1);
    all.putAll(changes);
    return Settings.of(TestConfig.of(all));
  }

  static Settings deadline(Duration deadline) {
    return with(Map.of("deadline_ms", (int) deadline.toMillis()));
  }

  static Settings maxInFlight(int maxInFlight) {
    return with(Map.of("max_in_flight", maxInFlight));
  }

  static Settings bodyTimeout(Duration bodyTimeout) {
    return with(Map.of("body_timeout_ms", (int) bodyTimeout.toMillis()));
  }

  static Settings ioThreads(int ioThreads) {
    return with(Map.of("io_threads", ioThreads));
  }

  static Settings limits(int maxBody, int maxItems, int maxProducts) {
    return with(
        Map.of("max_body_bytes", maxBody, "max_items", maxItems, "max_products", maxProducts));
  }
}
