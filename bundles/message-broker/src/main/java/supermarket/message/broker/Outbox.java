package supermarket.message.broker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches what many threads send, without waiting for more: the first item starts a sending thread,
 * and what comes while that one sends goes in its next batch. At most one sends at a time. Adding
 * never blocks and does no work of the broker's, so an IO thread may add. Not bounded: it holds
 * what a bounded caller has not yet sent. Thread-safe.
 *
 * @param <T> what is sent
 */
final class Outbox<T> {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** So many batches a thread sends before others on its processor get their turn. */
  private static final int TURN = 16;

  private final Queue<T> items = new ConcurrentLinkedQueue<>();

  /** How many additions have not been seen by the sending thread; above zero, there is one. */
  private final AtomicInteger additions = new AtomicInteger();

  private final Executor threads;
  private final Consumer<List<T>> send;

  /**
   * Starts nothing.
   *
   * @param threads starts a virtual thread for each task
   * @param send sends a batch; for one thread at a time
   */
  Outbox(Executor threads, Consumer<List<T>> send) {
    this.threads = threads;
    this.send = send;
  }

  void add(T item) {
    items.add(item);
    added();
  }

  void addAll(Collection<? extends T> some) {
    items.addAll(some);
    added();
  }

  private void added() {
    if (additions.getAndIncrement() == 0) {
      startSending();
    }
  }

  private void startSending() {
    try {
      threads.execute(this::sendForAll);
    } catch (RejectedExecutionException e) {
      LOG.debug("Too late to send: this bundle has stopped");
    } catch (Error e) {
      // No memory for a thread: whoever adds next tries again, and sends this, too.
      additions.set(0);
      throw e;
    }
  }

  private void sendForAll() {
    for (int batches = 0; batches < TURN; batches++) {
      int seen = additions.get();
      sendAll();
      if (additions.addAndGet(-seen) == 0) {
        return;
      }
    }
    startSending();
  }

  private void sendAll() {
    List<T> batch = new ArrayList<>();
    for (T item = items.poll(); item != null; item = items.poll()) {
      batch.add(item);
    }
    if (batch.isEmpty()) {
      return;
    }
    try {
      send.accept(batch);
    } catch (RuntimeException | Error e) {
      // Whatever it is, the next batch must find a sender.
      LOG.error("A batch of {} was not sent", batch.size(), e);
    }
  }
}
