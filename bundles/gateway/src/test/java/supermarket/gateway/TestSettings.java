package supermarket.gateway;

import java.time.Duration;

/** The defaults, on a free port, and small changes of them. */
final class TestSettings {

  static final Settings DEFAULTS =
      new Settings(
          "127.0.0.1",
          0,
          Duration.ofSeconds(30),
          1,
          8 * 1024 * 1024,
          100_000,
          1_000,
          2_000,
          10_000,
          Duration.ofSeconds(30));

  private TestSettings() {}

  static Settings deadline(Duration deadline) {
    return new Settings(
        DEFAULTS.host(),
        DEFAULTS.port(),
        deadline,
        DEFAULTS.ioThreads(),
        DEFAULTS.maxBody(),
        DEFAULTS.maxItems(),
        DEFAULTS.maxProducts(),
        DEFAULTS.maxInFlight(),
        DEFAULTS.maxConnections(),
        DEFAULTS.bodyTimeout());
  }

  static Settings maxInFlight(int maxInFlight) {
    return new Settings(
        DEFAULTS.host(),
        DEFAULTS.port(),
        DEFAULTS.deadline(),
        DEFAULTS.ioThreads(),
        DEFAULTS.maxBody(),
        DEFAULTS.maxItems(),
        DEFAULTS.maxProducts(),
        maxInFlight,
        DEFAULTS.maxConnections(),
        DEFAULTS.bodyTimeout());
  }

  static Settings maxConnections(int maxConnections) {
    return new Settings(
        DEFAULTS.host(),
        DEFAULTS.port(),
        DEFAULTS.deadline(),
        DEFAULTS.ioThreads(),
        DEFAULTS.maxBody(),
        DEFAULTS.maxItems(),
        DEFAULTS.maxProducts(),
        DEFAULTS.maxInFlight(),
        maxConnections,
        DEFAULTS.bodyTimeout());
  }

  static Settings bodyTimeout(Duration bodyTimeout) {
    return new Settings(
        DEFAULTS.host(),
        DEFAULTS.port(),
        DEFAULTS.deadline(),
        DEFAULTS.ioThreads(),
        DEFAULTS.maxBody(),
        DEFAULTS.maxItems(),
        DEFAULTS.maxProducts(),
        DEFAULTS.maxInFlight(),
        DEFAULTS.maxConnections(),
        bodyTimeout);
  }

  static Settings ioThreads(int ioThreads) {
    return new Settings(
        DEFAULTS.host(),
        DEFAULTS.port(),
        DEFAULTS.deadline(),
        ioThreads,
        DEFAULTS.maxBody(),
        DEFAULTS.maxItems(),
        DEFAULTS.maxProducts(),
        DEFAULTS.maxInFlight(),
        DEFAULTS.maxConnections(),
        DEFAULTS.bodyTimeout());
  }

  static Settings limits(int maxBody, int maxItems, int maxProducts) {
    return new Settings(
        DEFAULTS.host(),
        DEFAULTS.port(),
        DEFAULTS.deadline(),
        DEFAULTS.ioThreads(),
        maxBody,
        maxItems,
        maxProducts,
        DEFAULTS.maxInFlight(),
        DEFAULTS.maxConnections(),
        DEFAULTS.bodyTimeout());
  }
}
