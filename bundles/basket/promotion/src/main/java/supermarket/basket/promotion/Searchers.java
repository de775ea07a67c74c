package supermarket.basket.promotion;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import supermarket.basket.api.Reason;
import supermarket.basket.api.promotion.PromotionEngine.Outcome;
import supermarket.basket.api.promotion.PromotionEngine.Refused;
import supermarket.basket.api.promotion.PromotionEngine.Result;
import supermarket.basket.api.promotion.PromotionEngine.Turn;
import supermarket.library.fair.queue.FairQueue;

/**
 * Threads for searches that may take long. User workers have virtual threads, which are not
 * time-sliced: a few long searches on them would hold up all others, and the node's own.
 * Supermarkets take turns. A search that nobody waits for any more takes no more steps.
 *
 * <p>Thread safety: any thread.
 */
final class Searchers implements AutoCloseable {

  /** So many baskets wait for a thread, at most. */
  static final int BOUND = 1_024;

  /** So many of one supermarket, so that there is room for others. */
  static final int BOUND_OF_EACH = 256;

  private static final Refused FULL =
      new Refused(Reason.OVERLOADED, "too many baskets wait for their best deal; try again");

  private static final Refused TOO_LATE =
      new Refused(
          Reason.TIMEOUT, "the deadline passed while the best deal of the basket was searched");

  private final FairQueue<FutureTask<Result>> waiting = new FairQueue<>(BOUND, BOUND_OF_EACH);
  private final LongSupplier clock;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().name("promotion-search-", 0).daemon().factory());

  /**
   * None has begun.
   *
   * @param clock in nanoseconds, by which deadlines are meant
   */
  Searchers(LongSupplier clock) {
    this.clock = clock;
  }

  /**
   * Searches on a thread of these, and waits for what is found, until the deadline.
   *
   * @param search what is to be found; it is told whether anybody waits for it still
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  Outcome run(Turn turn, Function<BooleanSupplier, Result> search) throws InterruptedException {
    AtomicBoolean isOver = new AtomicBoolean();
    FutureTask<Result> task = new FutureTask<>(() -> search.apply(isOver::get));
    if (!waiting.offer(turn.supermarket(), List.of(task))) {
      return FULL;
    }
    try {
      threads.execute(this::next);
    } catch (RejectedExecutionException stopping) {
      next();
    }
    try {
      return task.get(turn.deadline().remaining(clock.getAsLong()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return TOO_LATE;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    } finally {
      isOver.set(true);
      task.cancel(false); // it may wait still
    }
  }

  /** Runs the next, which is another one than that of who calls, as often as not. */
  private void next() {
    FutureTask<Result> next = waiting.poll();
    if (next != null) {
      next.run();
    }
  }

  /** Returns how many wait for a thread. */
  int waiting() {
    return waiting.size();
  }

  /** Ends the threads, once what they have begun is done. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
