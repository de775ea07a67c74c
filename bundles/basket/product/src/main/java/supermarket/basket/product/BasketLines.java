package supermarket.basket.product;

import java.util.List;
import supermarket.basket.api.Deadline;

/**
 * The product workers of one basket, while its user's worker waits for them.
 *
 * <p>Thread safety: any thread.
 */
final class BasketLines {

  private final Deadline deadline;
  private final List<ProductWorker> workers;
  private volatile boolean expired;

  /** Takes over the list of workers, which must not change any more. */
  BasketLines(Deadline deadline, List<ProductWorker> workers) {
    this.deadline = deadline;
    this.workers = workers;
  }

  List<ProductWorker> workers() {
    return workers;
  }

  /** Cancels the workers that are not done, if the basket's deadline has passed. */
  void expire(long now) {
    if (deadline.passed(now)) {
      expired = true;
      cancel();
    }
  }

  /** Whether the basket's deadline passed before all workers were done. */
  boolean expired() {
    return expired;
  }

  /** Cancels the workers that are not done, and so ends the wait for them. */
  void cancel() {
    workers.forEach(worker -> worker.cancel(true));
  }
}
