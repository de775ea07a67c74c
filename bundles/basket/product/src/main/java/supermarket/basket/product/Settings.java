package supermarket.basket.product;

import java.time.Duration;

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

  Settings {
    atLeast(1, lanes, "lanes");
    atLeast(1, queue, "queue");
    atLeast(lanes, concurrentCalls, "concurrent.calls");
    atLeast(1, callTimeout.toMillis(), "call.timeout.ms");
    atLeast(1, grace.toMillis(), "grace.ms");
  }

  private static void atLeast(long least, long value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(
          "supermarket.basket.product: "
              + name
              + " is "
              + value
              + ", but must be at least "
              + least);
    }
  }
}
