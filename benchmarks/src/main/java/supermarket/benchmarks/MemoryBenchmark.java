package supermarket.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import supermarket.basket.api.UserId;

/**
 * Prices a basket for each of 100,000 users and compares the heap before and after: users that are
 * idle must cost nothing.
 */
final class MemoryBenchmark {

  private static final int USERS = 100_000;
  private static final int WARM_UP = 50_000;
  private static final double BOUND_MB = 20;

  private MemoryBenchmark() {}

  static void main() throws Exception {
    try (Node node = Node.start()) {
      new ClosedLoop(node, 64, caller -> new UserId("sp", "warm-up-" + caller)).price(WARM_UP);
      double before = heapMegabytes();
      AtomicInteger next = new AtomicInteger();
      new ClosedLoop(node, 64, caller -> new UserId("sp", "u" + next.getAndIncrement()))
          .price(USERS);
      double after = heapMegabytes();
      System.out.printf(
          "%,d users priced once: heap after GC %.2f MB before, %.2f MB after, %+.2f MB (bound"
              + " %.0f)%n",
          next.get(), before, after, after - before, BOUND_MB);
      if (after - before > BOUND_MB) {
        throw new IllegalStateException("the heap did not come back");
      }
    }
  }

  private static double heapMegabytes() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }
}
