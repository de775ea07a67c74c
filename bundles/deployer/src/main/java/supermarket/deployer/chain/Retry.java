package supermarket.deployer.chain;

import java.time.Duration;

/**
 * When something that failed is tried again: after pauses that double, and at once when there is
 * something new.
 *
 * <p>Thread safety: none; for the deployer's monitor.
 */
final class Retry {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LAST_PAUSE = Duration.ofMinutes(1);

  private long last = -1;
  private long at;
  private Duration pause = FIRST_PAUSE;

  /**
   * Returns whether to try now; then the next time is later.
   *
   * @param revision the newest revision
   * @param now the time in nanoseconds
   */
  boolean isDue(long revision, long now) {
    if (revision != last) {
      last = revision;
      pause = FIRST_PAUSE;
    } else if (now - at < pause.toNanos()) {
      return false;
    } else {
      Duration twice = pause.multipliedBy(2);
      pause = twice.compareTo(LAST_PAUSE) < 0 ? twice : LAST_PAUSE;
    }
    at = now;
    return true;
  }
}
