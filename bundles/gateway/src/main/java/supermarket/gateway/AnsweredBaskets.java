package supermarket.gateway;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.library.vital.VitalTask;

/**
 * Hands the lines of the basket log on in batches, a few times a second. One by one they would wake
 * the thread that writes the log for each basket, which costs more than all the rest of the line.
 *
 * <p>Thread safety: any thread may add; lines are handed on by one thread, in the order they were
 * added.
 */
final class LogBatch implements AutoCloseable {

  private static final int MOST = 10_000;
  private static final Duration PERIOD = Duration.ofMillis(50);

  private final Consumer<String> log;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(MOST);
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("gateway-log").factory());

  private final VitalTask work =
      new VitalTask(
          "basket log", Gravity.WARNING, LoggerFactory.getLogger(LogBatch.class), this::handOn);

  LogBatch(Consumer<String> log) {
    this.log = log;
  }

  /** Starts to hand lines on. */
  void start() {
    work.every(PERIOD, thread);
  }

  /** What is wrong; empty if lines are handed on. */
  Optional<Trouble> trouble() {
    return work.trouble();
  }

  /**
   * Adds a line. When too many wait the caller writes its own, out of order: it is slowed down, and
   * no line is lost.
   */
  void add(String line) {
    if (!lines.offer(line)) {
      log.accept(line);
    }
  }

  /** Hands on what there is. */
  synchronized void handOn() {
    String line;
    while ((line = lines.poll()) != null) {
      log.accept(line);
    }
  }

  /** Hands on what is left and ends the thread. */
  @Override
  public void close() {
    thread.shutdown();
    handOn();
  }
}
