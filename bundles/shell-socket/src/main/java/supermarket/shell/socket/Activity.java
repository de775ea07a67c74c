package supermarket.shell.socket;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Since when a client does nothing. One whose command is under way is at work, unless the command
 * waits for him to take its output.
 *
 * <p>Thread safety: all methods may be called by any thread; its monitor is never held while
 * anything waits.
 */
final class Activity {
  private final LongSupplier clock;

  @GuardedBy("this")
  private long since;

  @GuardedBy("this")
  private int commands;

  @GuardedBy("this")
  private boolean stalled;

  /**
   * One that begins now.
   *
   * @param clock nanoseconds, as {@link System#nanoTime}
   */
  Activity(LongSupplier clock) {
    this.clock = clock;
    this.since = clock.getAsLong();
  }

  /** He sent something. */
  synchronized void heard() {
    since = clock.getAsLong();
  }

  synchronized void begin() {
    commands++;
  }

  synchronized void end() {
    commands--;
    since = clock.getAsLong();
  }

  /** Something is written to him. */
  synchronized void stalls() {
    stalled = true;
    since = clock.getAsLong();
  }

  /** He has taken it. */
  synchronized void flows() {
    stalled = false;
    since = clock.getAsLong();
  }

  /** For how long he has done nothing; empty if he is at work. */
  synchronized Optional<Duration> idle() {
    return commands > 0 && !stalled
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(clock.getAsLong() - since));
  }
}
