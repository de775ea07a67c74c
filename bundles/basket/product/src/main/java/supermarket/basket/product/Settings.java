package supermarket.basket.product;

import java.time.Duration;
import supermarket.basket.api.operation.InvalidSetting;

/**
 * The bounds that strategy code is held to.
 *
 * @param lanes how many lines are priced at the same time when no strategy is slow
 * @param queue how many lines may wait for a lane
 * @param concurrentCalls how many calls of one strategy may be under way at the same time
 * @param callTimeout how long one call may take
 * @param grace how long an interrupted call has to come back before its strategy is quarantined
 */
record Settings(int lanes, int queue, int concurrentCalls, Duration callTimeout, Duration grace) {

  private static final int MOST_LANES = 1_024;
  private static final int MOST_LINES = 10_000_000;
  private static final int MOST_CALLS = 100_000;
  private static final long MOST_MILLIS = 3_600_000;

  /**
   * Checks the bounds.
   *
   * @throws InvalidSetting if a value is beyond them
   */
  Settings {
    InvalidSetting.unless(
        lanes >= 1 && lanes <= MOST_LANES,
        "lanes",
        "a whole number from 1 to " + MOST_LANES + ", or 0 for one for each processor");
    InvalidSetting.range("queue", queue, 1, MOST_LINES);
    InvalidSetting.unless(
        concurrentCalls >= lanes && concurrentCalls <= MOST_CALLS,
        "concurrent.calls",
        "a whole number from "
            + lanes
            + " (as many as there are lanes) to "
            + MOST_CALLS
            + ", or 0 for eight more than lanes");
    InvalidSetting.range("call.timeout.ms", callTimeout.toMillis(), 1, MOST_MILLIS);
    InvalidSetting.range("grace.ms", grace.toMillis(), 1, MOST_MILLIS);
  }

  static Settings of(ProductServer.Config config) {
    int lanes = config.lanes() == 0 ? Runtime.getRuntime().availableProcessors() : config.lanes();
    int calls = config.concurrent_calls() == 0 ? lanes + 8 : config.concurrent_calls();
    return new Settings(
        lanes,
        config.queue(),
        calls,
        Duration.ofMillis(config.call_timeout_ms()),
        Duration.ofMillis(config.grace_ms()));
  }
}
