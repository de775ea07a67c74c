package supermarket.shell;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Something that a command does again and again, until its thread is interrupted: by Ctrl-C, by a
 * client that goes away, or by the shell that stops. It ends by itself after a day.
 *
 * @param pause between the end of one and the beginning of the next
 */
record Repeated(Duration pause) {

  private static final Duration LONGEST = Duration.ofDays(1);

  /** One time. */
  @FunctionalInterface
  interface Turn {

    /** Answers whether there is to be another. */
    boolean take() throws Exception;
  }

  /** Does it until it is enough. To be interrupted is how it ends, no failure. */
  void run(Turn turn) throws Exception {
    long end = System.nanoTime() + LONGEST.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    try {
      while (turn.take() && System.nanoTime() - end < 0) {
        if (never.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      // The operator has seen enough. The thread is Gogo's, which has others waiting for its end.
    }
  }
}
