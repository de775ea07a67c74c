package supermarket.message.broker;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends threads. */
final class Threads {

  private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
  private static final long MILLIS = 2_000;

  private Threads() {}

  /** Lets an executor finish what it has, or interrupts it after a moment. It takes nothing new. */
  static void end(ExecutorService executor) {
    executor.shutdown();
    try {
      if (executor.awaitTermination(MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
      executor.shutdownNow();
      if (!executor.awaitTermination(MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.warn("A thread has not ended: {}", executor);
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
