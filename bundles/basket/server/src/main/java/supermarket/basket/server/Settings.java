package supermarket.basket.server;

import java.time.Duration;
import supermarket.basket.api.operation.InvalidSetting;

/**
 * The configuration of one basket server, checked.
 *
 * @param name the server's name, unique in a node
 * @param maxInFlight how many baskets may be admitted and not yet answered
 * @param stopTimeout how long baskets in flight have to be answered when the server stops
 */
record Settings(String name, int maxInFlight, Duration stopTimeout) {

  private static final int MOST_BASKETS = 10_000_000;
  private static final long MOST_MILLIS = 600_000;

  /**
   * Checks the bounds.
   *
   * @throws InvalidSetting if a value is beyond them
   */
  Settings {
    InvalidSetting.unless(
        name.matches("[A-Za-z0-9_.-]{1,64}"), "name", "1 to 64 letters, digits, '_', '.' or '-'");
    InvalidSetting.range("max.in.flight", maxInFlight, 1, MOST_BASKETS);
    InvalidSetting.range("stop.timeout.ms", stopTimeout.toMillis(), 1, MOST_MILLIS);
  }

  static Settings of(PartitionServer.Config config) {
    return new Settings(
        config.name(), config.max_in_flight(), Duration.ofMillis(config.stop_timeout_ms()));
  }
}
