package supermarket.shell;

import java.time.Duration;
import supermarket.basket.api.operation.InvalidSetting;

/**
 * The configuration, checked.
 *
 * @param deadline how long {@code basket:price} gives a basket
 * @param workersShown how many workers {@code basket:workers} shows unless told
 */
record Settings(Duration deadline, int workersShown) {

  private static final long MOST_MILLIS = 600_000;

  /**
   * Checks the bounds.
   *
   * @throws InvalidSetting if a value is beyond them
   */
  Settings {
    InvalidSetting.range("deadline.ms", deadline.toMillis(), 1, MOST_MILLIS);
    InvalidSetting.range("workers.shown", workersShown, 1, Arguments.MOST_SHOWN);
  }

  static Settings of(BasketCommands.Config config) {
    return new Settings(Duration.ofMillis(config.deadline_ms()), config.workers_shown());
  }
}
