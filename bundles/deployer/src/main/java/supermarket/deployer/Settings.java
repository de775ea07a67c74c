package supermarket.deployer;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import supermarket.basket.api.operation.InvalidSetting;

/**
 * The configuration, checked.
 *
 * @param strategies the drop folder, absolute or below the runtime's home
 * @param poll the time between two looks at it
 */
record Settings(Path strategies, Duration poll) {

  private static final long MOST_MILLIS = 3_600_000;

  /**
   * Checks the bounds.
   *
   * @throws InvalidSetting if a value is beyond them
   */
  Settings {
    InvalidSetting.range("poll.ms", poll.toMillis(), 1, MOST_MILLIS);
  }

  static Settings of(StrategyDeployer.Config config) {
    return new Settings(folder(config.strategies()), Duration.ofMillis(config.poll_ms()));
  }

  private static Path folder(String text) {
    InvalidSetting.unless(!text.isEmpty(), "strategies", "the path of a folder");
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new InvalidSetting("strategies", "the path of a folder");
    }
  }
}
