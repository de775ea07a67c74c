package supermarket.library.vital;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;

/**
 * A piece of work that is done again and again and that others need. Whatever it throws, an {@code
 * Error} included, it is done again the next time; each kind of failure in a row is logged once,
 * and while it fails {@link #trouble()} says so.
 *
 * <p>Thread safety: one thread at a time runs it; any thread may ask for its trouble.
 */
public final class VitalTask implements Runnable {

  /** Work that may throw anything. */
  @FunctionalInterface
  public interface Work {
    /** Does it once. */
    void run() throws Exception;
  }

  private final String part;
  private final Gravity gravity;
  private final Logger log;
  private final Work work;
  private volatile @Nullable String failure;

  /**
   * Of a part of the node.
   *
   * @param part what is in trouble if it fails, such as {@code catalogue watch}
   * @param gravity what its failing means for baskets
   * @param log where its failures are told
   * @param work what is to be done
   */
  public VitalTask(String part, Gravity gravity, Logger log, Work work) {
    this.part = part;
    this.gravity = gravity;
    this.log = log;
    this.work = work;
  }

  /** Does the work once; throws nothing. */
  @Override
  @SuppressWarnings("Interruption") // whoever interrupts the executor finds it interrupted
  public void run() {
    try {
      work.run();
      recovered();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (Throwable any) { // what ends here would end all of the later runs
      failed(any);
    }
  }

  /**
   * Lets an executor do it with a pause between two runs, the first after one pause.
   *
   * @param executor whose shutdown ends it
   */
  @SuppressWarnings("FutureReturnValueIgnored") // ends with its executor
  public void every(Duration pause, ScheduledExecutorService executor) {
    executor.scheduleWithFixedDelay(this, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** What is wrong; empty if the last run did its work. */
  public Optional<Trouble> trouble() {
    return Optional.ofNullable(failure).map(why -> new Trouble(part, gravity, why));
  }

  private void failed(Throwable any) {
    String kind = "fails with " + any.getClass().getName() + "; it is tried again";
    if (!kind.equals(failure)) {
      failure = kind;
      try {
        log.error("{} {}", part, kind, any);
      } catch (Throwable memoryIsGone) {
        // The trouble is kept; telling it in the log is not worth ending for.
      }
    }
  }

  private void recovered() {
    if (failure != null) {
      failure = null;
      log.info("{} works again", part);
    }
  }
}
