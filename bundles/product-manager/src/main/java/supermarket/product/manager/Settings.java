package supermarket.product.manager;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import supermarket.basket.api.operation.InvalidSetting;

/**
 * The configuration, checked.
 *
 * @param catalogue the catalogue's file, absolute or below the runtime's home
 * @param poll the time between two looks at it
 * @param ruleTimeout how long a strategy has to make the rule of a product
 * @param leaseTimeout how long a strategy that is leaving is held for baskets that have it pinned
 * @param successorWait how long baskets wait for the successor of a strategy that went
 * @param importShare so many percent of the products a file may change or take away without force
 */
record Settings(
    Path catalogue,
    Duration poll,
    Duration ruleTimeout,
    Duration leaseTimeout,
    Duration successorWait,
    int importShare) {

  private static final long MOST_MILLIS = 3_600_000;

  /**
   * Checks the bounds.
   *
   * @throws InvalidSetting if a value is beyond them
   */
  Settings {
    InvalidSetting.range("poll.ms", poll.toMillis(), 1, MOST_MILLIS);
    InvalidSetting.range("rule.timeout.ms", ruleTimeout.toMillis(), 1, MOST_MILLIS);
    InvalidSetting.range("lease.timeout.ms", leaseTimeout.toMillis(), 0, MOST_MILLIS);
    InvalidSetting.range("successor.wait.ms", successorWait.toMillis(), 0, MOST_MILLIS);
    InvalidSetting.range("import.share", importShare, 0, 100);
  }

  static Settings of(Config config) {
    return new Settings(
        file(config.catalogue()),
        Duration.ofMillis(config.poll_ms()),
        Duration.ofMillis(config.rule_timeout_ms()),
        Duration.ofMillis(config.lease_timeout_ms()),
        Duration.ofMillis(config.successor_wait_ms()),
        config.import_share());
  }

  /** The same, with the catalogue's file below a folder, unless it is absolute. */
  Settings below(Path folder) {
    return new Settings(
        folder.resolve(catalogue), poll, ruleTimeout, leaseTimeout, successorWait, importShare);
  }

  private static Path file(String text) {
    InvalidSetting.unless(!text.isEmpty(), "catalogue", "the path of a file");
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new InvalidSetting("catalogue", "the path of a file");
    }
  }
}
