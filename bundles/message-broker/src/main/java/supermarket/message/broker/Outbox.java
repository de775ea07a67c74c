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
 * Batches what many threads send, without waiting for more: who comes first sends, and what comes
 * while it sends goes in the next batch. At most one thread sends at a time. Adding never blocks.
 * Not bounded: it holds what a bounded caller has not yet sent. Thread-safe.
 *
 * @param <T> what is sent
 */
final class Outbox<T> {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** So many batches a thread sends that came to send its own, then it passes the work on. */
  private static final int FAVOURS = 16;

  private final Queue<T> items = new ConcurrentLinkedQueue<>();

  /** How many additions have not been seen by the sending thread; above zero, there is one. */
  private final AtomicInteger additions = new AtomicInteger();

  private final Executor first;
  private final Executor further;
  private final Consumer<List<T>> send;

  /**
   * Starts nothing.
   *
   * @param first runs the sending; may do so on the calling thread
   * @param further runs it when the first has done enough for others
   * @param send sends a batch; for one thread at a time
   */
  Outbox(Executor first, Executor further, Consumer<List<T>> send) {
    this.first = first;
    this.further = further;
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
      run(first, this::sendForAll);
    }
  }

  private void run(Executor executor, Runnable sending) {
    try {
      executor.execute(sending);
    } catch (RejectedExecutionException e) {
      LOG.debug("Too late to send: this bundle has stopped");
    }
  }

  private void sendForAll() {
    // Whoever killed the calling worker means its basket, not the batch.
    boolean interrupted = Thread.interrupted();
    try {
      for (int batches = 0; batches < FAVOURS; batches++) {
        int seen = additions.get();
        sendAll();
        if (additions.addAndGet(-seen) == 0) {
          return;
        }
      }
      run(further, this::sendForAll);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
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
    } catch (RuntimeException e) {
      LOG.error("A batch of {} was not sent", batch.size(), e);
    }
  }
}
