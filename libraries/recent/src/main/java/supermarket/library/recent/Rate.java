package supermarket.library.recent;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets so many through at once, and as many more each second; others are turned away. So what is
 * done for those that get through does not grow with the rate of all (a leaky bucket).
 *
 * <p>Thread safety: any thread.
 */
public final class Rate {

  private static final long SECOND = 1_000_000_000;

  private final LongSupplier clock;

  /** Of a second, as nanoseconds for each that gets through. */
  private final long each;

  /** Until when the second is used up, by the clock. */
  private final AtomicLong usedUntil;

  /**
   * None has come yet.
   *
   * @param perSecond how many get through, at least 1
   * @param clock in nanoseconds
   */
  public Rate(int perSecond, LongSupplier clock) {
    this.clock = clock;
    this.each = SECOND / perSecond;
    this.usedUntil = new AtomicLong(clock.getAsLong());
  }

  /** Returns whether one more gets through now. */
  public boolean use() {
    long now = clock.getAsLong();
    long before;
    long after;
    do {
      before = usedUntil.get();
      after = (before - now < 0 ? now : before) + each;
      if (after - now > SECOND) {
        return false;
      }
    } while (!usedUntil.compareAndSet(before, after));
    return true;
  }
}
