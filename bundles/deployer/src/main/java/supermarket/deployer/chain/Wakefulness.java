package supermarket.deployer.chain;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether this node has run without a break since it looked at the shelf. The others take a node
 * for dead that is silent for {@link Members#SILENCE}, and decide without it. So one that was
 * frozen has to look before it prices again.
 *
 * <p>Thread safety: any thread.
 */
final class Wakefulness {

  /** A node says twice a second that it is there, so its last word may be half a second old. */
  private static final Duration BREAK = Members.SILENCE.minusMillis(500);

  private final LongSupplier clock;

  @GuardedBy("this")
  private long lastTick;

  /** Counts the breaks. */
  @GuardedBy("this")
  private long breaks;

  /** So many of them were before a look that ended. */
  @GuardedBy("this")
  private long seenThrough;

  Wakefulness(LongSupplier clock) {
    this.clock = clock;
    this.lastTick = clock.getAsLong();
  }

  /**
   * The node runs. To be called twice a second at least, by whatever thread.
   *
   * @return how often it has not
   */
  synchronized long tick() {
    long now = clock.getAsLong();
    if (now - lastTick > BREAK.toNanos()) {
      breaks++;
    }
    lastTick = now;
    return breaks;
  }

  /**
   * A look at the shelf has ended, whatever came of it.
   *
   * @param breaksBefore what {@link #tick} said when it began
   */
  synchronized void looked(long breaksBefore) {
    seenThrough = Math.max(seenThrough, breaksBefore);
  }

  /** Returns whether it has not looked since it slept. */
  synchronized boolean hasSlept() {
    return tick() > seenThrough;
  }
}
