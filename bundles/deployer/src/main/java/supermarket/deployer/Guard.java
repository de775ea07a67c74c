package supermarket.deployer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import supermarket.basket.api.Printable;

/**
 * Runs foreign code on a thread of its own, for a bounded time. Thread-safe.
 *
 * @param longest how long it may take
 */
record Guard(Duration longest) {

  private static final int MOST_CAUSES = 5;

  /** How long an interrupted call has to come back before it counts as lost. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /**
   * Runs it, and interrupts it if it takes too long.
   *
   * @param what a subject for the sentence that says how it failed
   */
  <T> T call(String what, Callable<T> code) throws Unfit {
    FutureTask<T> task = new FutureTask<>(code);
    Thread thread = Thread.ofPlatform().name("strategy-check").daemon().start(task);
    try {
      return task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      join(thread);
      throw new Unfit(
          what
              + " did not come back within "
              + longest.toMillis()
              + " ms"
              + (thread.isAlive() ? " and ignores its interrupt" : ""));
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new Unfit(what + " was interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Unfit unfit) {
        throw unfit;
      }
      throw new Unfit(what + " failed: " + causes(e));
    }
  }

  private void join(Thread thread) {
    try {
      thread.join(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The failure and its causes: the framework's own says little. */
  private static String causes(ExecutionException failure) {
    List<String> causes = new ArrayList<>();
    Throwable cause = failure.getCause();
    while (cause != null && causes.size() < MOST_CAUSES) {
      causes.add(Printable.of(cause.toString(), 300));
      cause = cause.getCause();
    }
    return String.join(", caused by ", causes);
  }
}
