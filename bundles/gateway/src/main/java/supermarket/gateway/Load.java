package supermarket.gateway;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How much there is to do, over all IO threads. Thread-safe. */
final class Load {

  private final int maxInFlight;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private volatile @Nullable CountDownLatch idle;

  Load(int maxInFlight) {
    this.maxInFlight = maxInFlight;
  }

  /** Admits a basket, unless too many wait for their price already. */
  boolean admit() {
    if (inFlight.incrementAndGet() <= maxInFlight) {
      return true;
    }
    inFlight.decrementAndGet();
    return false;
  }

  /** An admitted basket waits no longer. */
  void answered() {
    inFlight.decrementAndGet();
  }

  /** A request has come. */
  void opened() {
    open.incrementAndGet();
  }

  /** A request is over: its reply is written or its connection is gone. */
  void closed() {
    if (open.decrementAndGet() == 0) {
      // Read after the count: whoever waits sets it before he looks at the count.
      CountDownLatch waiting = idle;
      if (waiting != null) {
        waiting.countDown();
      }
    }
  }

  /** Whether {@link #awaitIdle} was called: no more work is wanted. */
  boolean ending() {
    return idle != null;
  }

  /**
   * Waits until no request is left.
   *
   * @return whether none is left
   */
  boolean awaitIdle(Duration longest) throws InterruptedException {
    CountDownLatch waiting = new CountDownLatch(1);
    idle = waiting;
    if (open.get() == 0) {
      return true;
    }
    return waiting.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }
}
