package supermarket.gateway;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts what is open, and lets one thread wait until nothing is. Thread-safe. */
final class Count {

  private final AtomicInteger open = new AtomicInteger();
  private volatile @Nullable CountDownLatch none;

  void opened() {
    open.incrementAndGet();
  }

  void closed() {
    if (open.decrementAndGet() == 0) {
      // Read after the count: whoever waits sets it before he looks at the count.
      CountDownLatch waiting = none;
      if (waiting != null) {
        waiting.countDown();
      }
    }
  }

  /**
   * Waits until nothing is open; called once.
   *
   * @return whether nothing is open
   */
  boolean awaitNone(Duration longest) throws InterruptedException {
    CountDownLatch waiting = new CountDownLatch(1);
    none = waiting;
    if (open.get() == 0) {
      return true;
    }
    return waiting.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }
}
