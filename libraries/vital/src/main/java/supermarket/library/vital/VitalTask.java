package supermarket.library.vital;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;

/**
 * A piece of work that is done again and again and that others need. Whatever it throws, an {@code
 * Error} included, it is done again the next time; each kind of failure in a row is logged once,
 * and while it fails {@link #trouble()} says so. It also says so while the work does not come back.
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

  /** Work that takes longer hangs, as on a disk that does not answer. */
  static final Duration LONG = Duration.ofSeconds(10);

  private static final long IDLE = Long.MIN_VALUE;

  private final String part;
  private final Gravity gravity;
  private final Logger log;
  private final Work work;
  private final Duration longest;
  private final LongSupplier clock;
  private volatile @Nullable String failure;

  /** When it began, in nanoseconds, or idle. */
  private volatile long since = IDLE;

  /**
   * Of a part of the node.
   *
   * @param part what is in trouble if it fails, such as {@code catalogue watch}
   * @param gravity what its failing means for baskets
   * @param log where its failures are told
   * @param work what is to be done
   */
  public VitalTask(String part, Gravity gravity, Logger log, Work work) {
    this(part, gravity, log, work, LONG, System::nanoTime);
  }

  /**
   * Of a part of the node.
   *
   * @param longest after so long it hangs
   * @param clock the time in nanoseconds
   */
  VitalTask(
      String part, Gravity gravity, Logger log, Work work, Duration longest, LongSupplier clock) {
    this.part = part;
    this.gravity = gravity;
    this.log = log;
    this.work = work;
    this.longest = longest;
    this.clock = clock;
  }

  /** Does the work once; throws nothing. */
  @Override
  @SuppressWarnings("Interruption") // whoever interrupts the executor finds it interrupted
  public void run() {
    since = clock.getAsLong();
    try {
      work.run();
      tellIfLong();
      recovered();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (Throwable any) { // what ends here would end all of the later runs
      failed(any);
    } finally {
      since = IDLE;
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

  /**
   * What is wrong; empty if the last run did its work, and the present one has not begun long ago.
   */
  public Optional<Trouble> trouble() {
    Duration busy = busy();
    String hangs = "has not come back for " + busy.toSeconds() + " s";
    return Optional.ofNullable(busy.compareTo(longest) > 0 ? hangs : failure)
        .map(why -> new Trouble(part, gravity, why));
  }

  private Duration busy() {
    long began = since;
    return began == IDLE ? Duration.ZERO : Duration.ofNanos(clock.getAsLong() - began);
  }

  private void tellIfLong() {
    Duration busy = busy();
    if (busy.compareTo(longest) > 0) {
      log.warn("{} took {} s", part, busy.toSeconds());
    }
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
