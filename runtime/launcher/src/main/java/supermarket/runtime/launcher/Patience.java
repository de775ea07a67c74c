package supermarket.runtime.launcher;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something that only asking again can tell, for a bounded time. */
final class Patience {
  private static final long PAUSE_MILLIS = 50;

  private final Duration bound;

  Patience(Duration bound) {
    this.bound = bound;
  }

  /** True as soon as the condition holds; false once the bound has passed. */
  boolean await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + bound.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return true;
  }
}
