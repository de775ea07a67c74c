package supermarket.basket.product;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.library.fair.queue.FairQueue;

/**
 * A thread that runs product workers, one after another.
 *
 * <p>Thread safety: {@code current} is written by the lane's own thread and read by the watchdog;
 * {@code retired} and {@code stopped} the other way round. All else belongs to the watchdog ({@link
 * Lanes#tick}).
 */
final class Lane implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final FairQueue<ProductWorker> queue;
  private final Consumer<Lane> ended;
  private final Thread thread;
  private volatile @Nullable ProductWorker current;
  private volatile boolean retired;

  /** The call that the watchdog saw last, since when, and since when it has been cancelled. */
  private @Nullable ProductWorker seen;

  private long seenSince;
  private long cancelledSince;
  private boolean cancelledSeen;

  Lane(FairQueue<ProductWorker> queue, Consumer<Lane> ended) {
    this.queue = queue;
    this.ended = ended;
    this.thread =
        Thread.ofPlatform()
            .name("product-lane")
            .daemon()
            .inheritInheritableThreadLocals(false)
            .unstarted(this);
    thread.setContextClassLoader(Lane.class.getClassLoader());
  }

  Thread thread() {
    return thread;
  }

  boolean retired() {
    return retired;
  }

  /** Lets the lane end after the call it is in, if any. */
  void retire() {
    retired = true;
  }

  @Override
  public void run() {
    try {
      while (!retired) {
        ProductWorker worker = queue.take();
        current = worker;
        price(worker);
        current = null;
        // A cancelled call may leave the interrupt behind; it was meant for that call only.
        Thread.interrupted();
      }
    } catch (InterruptedException stopped) {
      // Nobody but Lanes.close() interrupts a lane that waits for work.
    } finally {
      ended.accept(this);
    }
  }

  /** Whatever happens, the lane goes on, and nobody is left waiting for the worker. */
  private static void price(ProductWorker worker) {
    try {
      worker.run();
    } catch (Throwable unexpected) { // not the strategy's: that is a result
      worker.fail(unexpected);
      LOG.error("product {} could not be priced", worker.product(), unexpected);
    }
  }

  /**
   * What the lane's present call looks like to the watchdog, which calls this at every tick.
   *
   * @return the call, if it was there at the last tick too, and for how long
   */
  @Nullable Overstay look(long now) {
    ProductWorker worker = current;
    if (worker != seen) {
      seen = worker;
      seenSince = now;
      cancelledSeen = false;
      return null;
    }
    if (worker == null) {
      return null;
    }
    if (!cancelledSeen && worker.isCancelled()) {
      cancelledSeen = true;
      cancelledSince = now;
    }
    return new Overstay(worker, now - seenSince, cancelledSeen ? now - cancelledSince : -1);
  }

  /**
   * A call that takes longer than a strategy should.
   *
   * @param worker the worker whose call it is
   * @param nanos how long it has been seen
   * @param cancelledNanos how long it has been ignoring its interrupt; negative if it was not
   *     interrupted
   */
  record Overstay(ProductWorker worker, long nanos, long cancelledNanos) {}
}
