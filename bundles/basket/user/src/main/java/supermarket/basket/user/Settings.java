package supermarket.basket.user;

import java.time.Duration;
import supermarket.basket.api.operation.InvalidSetting;

/**
 * The configuration, checked.
 *
 * @param mailbox how many baskets of one user may wait
 * @param stopTimeout how long workers have to finish when the bundle stops
 */
record Settings(int mailbox, Duration stopTimeout) {

  private static final int MOST_BASKETS = 1_000_000;
  private static final long MOST_MILLIS = 600_000;

  /**
   * Checks the bounds.
   *
   * @throws InvalidSetting if a value is beyond them
   */
  Settings {
    InvalidSetting.range("mailbox", mailbox, 1, MOST_BASKETS);
    InvalidSetting.range("stop.timeout.ms", stopTimeout.toMillis(), 1, MOST_MILLIS);
  }

  static Settings of(UserServer.Config config) {
    return new Settings(config.mailbox(), Duration.ofMillis(config.stop_timeout_ms()));
  }
}
