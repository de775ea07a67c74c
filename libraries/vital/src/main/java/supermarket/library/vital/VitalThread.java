package supermarket.library.vital;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;

/**
 * A platform thread that others need, for work that waits for something and does it, such as an
 * accept loop. If the work throws, it is begun again after a pause, until the thread is closed.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
public final class VitalThread implements AutoCloseable {

  /** Work that waits for something may wait for ever. */
  private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

  private final VitalTask task;
  private final Duration pause;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /**
   * A thread that is not started yet.
   *
   * @param name the thread's name, and the part that is in trouble if its work fails
   * @param gravity what its failing means for baskets
   * @param log where its failures are told
   * @param pause how long to wait between two runs of the work
   * @param work what is to be done over and over; it ends when it is interrupted
   */
  public VitalThread(
      String name, Gravity gravity, Logger log, Duration pause, VitalTask.Work work) {
    this(name, gravity, log, pause, work, System::nanoTime);
  }

  VitalThread(
      String name,
      Gravity gravity,
      Logger log,
      Duration pause,
      VitalTask.Work work,
      LongSupplier clock) {
    this.task = new VitalTask(name, gravity, log, work, FOR_EVER, clock);
    this.pause = pause;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::work);
  }

  /**
   * Starts it.
   *
   * @throws IllegalThreadStateException if it was started before
   */
  public void start() {
    thread.start();
  }

  private void work() {
    while (closed.getCount() > 0) {
      task.run();
      await();
    }
  }

  private void await() {
    try {
      closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException meantForTheWork) {
      // Only close() ends this thread.
    }
  }

  /** What is wrong; empty if the work goes on. */
  public Optional<Trouble> trouble() {
    return task.trouble();
  }

  /** Interrupts the work and ends the thread, without waiting for it. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }
}
