package supermarket.deployer.chain;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether this node has been in touch with the others without a break since it looked at the shelf.
 * The others take a node for dead that is silent for {@link Members#SILENCE}, and go on without it.
 * So one that was frozen, or cut off from the broker, has to look before it prices again.
 *
 * <p>Thread safety: any thread.
 */
final class Touch {

  /** A node says twice a second that it is there, so its last word may be half a second old. */
  private static final Duration BREAK = Members.SILENCE.minusMillis(500);

  /** Two words of each. */
  private static final Duration HEARD = Duration.ofSeconds(1);

  private final LongSupplier clock;
  private final BooleanSupplier hearsItself;

  @GuardedBy("this")
  private long lastTick;

  /** Whether it heard itself before, and does not any more. One that starts is heard later. */
  @GuardedBy("this")
  private boolean isCutOff;

  @GuardedBy("this")
  private boolean isHeard;

  @GuardedBy("this")
  private long lastBreak;

  /** Counts the breaks. */
  @GuardedBy("this")
  private long breaks;

  /** So many of them were before a look that ended. */
  @GuardedBy("this")
  private long lookedAfter;

  /** So many of them were before a look at a shelf that could be read. */
  @GuardedBy("this")
  private long seenAfter;

  /**
   * Of a node that is in touch.
   *
   * @param hearsItself whether what it announces comes back to it
   */
  Touch(LongSupplier clock, BooleanSupplier hearsItself) {
    this.clock = clock;
    this.hearsItself = hearsItself;
    this.lastTick = clock.getAsLong();
  }

  /**
   * The node runs. To be called twice a second at least, by whatever thread.
   *
   * @return how many breaks there have been
   */
  long tick() {
    return tick(hearsItself.getAsBoolean());
  }

  private synchronized long tick(boolean heard) {
    long now = clock.getAsLong();
    if (now - lastTick > BREAK.toNanos() || (heard && isCutOff)) {
      breaks++;
      lastBreak = now;
    }
    lastTick = now;
    isCutOff = !heard && (isHeard || isCutOff);
    isHeard = heard;
    return breaks;
  }

  /**
   * A look at the shelf has ended.
   *
   * @param breaksBefore what {@link #tick} said when it began
   * @param isRead whether the shelf could be read
   */
  synchronized void looked(long breaksBefore, boolean isRead) {
    lookedAfter = Math.max(lookedAfter, breaksBefore);
    if (isRead) {
      seenAfter = Math.max(seenAfter, breaksBefore);
    }
  }

  /** Returns whether what it announces does not come back to it any more. */
  boolean isCutOff() {
    tick();
    synchronized (this) {
      return isCutOff;
    }
  }

  /** Returns whether it has not looked since the last break. */
  boolean hasToLook() {
    long all = tick();
    synchronized (this) {
      return all > lookedAfter;
    }
  }

  /** Returns whether the others have not had the time to be heard since the last break. */
  synchronized boolean isJustBack() {
    return breaks > 0 && clock.getAsLong() - lastBreak < HEARD.toNanos();
  }

  /** Returns whether it has not seen the shelf since the last break, though it may have looked. */
  boolean hasSeenNothing() {
    long all = tick();
    synchronized (this) {
      return all > seenAfter;
    }
  }
}
