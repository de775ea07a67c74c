package supermarket.basket.user;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Reason;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.basket.UserWorkers.Delivery;
import supermarket.basket.api.basket.UserWorkers.Supervisor;
import supermarket.basket.api.basket.UserWorkers.UserWorker;
import supermarket.basket.api.operation.WorkerStatus;

/**
 * A user's worker: takes baskets out of its mailbox one by one, until there is none.
 *
 * <p>Thread safety: mailbox, {@code ended}, {@code thread} and {@code current} are guarded by the
 * worker's monitor, which is never held while a basket is priced or answered. At most one thread
 * runs {@link #run()} at a time: the next one is started by the last act of the one before.
 */
final class MailboxWorker implements UserWorker, Runnable {

  private static final Pricing.Result DIED =
      rejected(Reason.USER_SERVER_ERROR, "the user's worker died while it priced the basket");

  private static final Pricing.Result TOO_LATE =
      rejected(Reason.TIMEOUT, "the deadline passed while the basket waited for its user's worker");

  private record Waiting(BasketCall call, long since) {}

  private final UserId user;
  private final String server;
  private final int capacity;
  private final Pricing pricing;
  private final Supervisor supervisor;
  private final Executor threads;
  private final LongSupplier clock;
  private final long started;

  @GuardedBy("this")
  private final Queue<Waiting> mailbox = new ArrayDeque<>(2);

  @GuardedBy("this")
  private @Nullable Waiting current;

  @GuardedBy("this")
  private @Nullable Thread thread;

  @GuardedBy("this")
  private boolean killed;

  @GuardedBy("this")
  private boolean ended;

  MailboxWorker(
      UserId user,
      String server,
      int capacity,
      Pricing pricing,
      Supervisor supervisor,
      Executor threads,
      LongSupplier clock) {
    this.user = user;
    this.server = server;
    this.capacity = capacity;
    this.pricing = pricing;
    this.supervisor = supervisor;
    this.threads = threads;
    this.clock = clock;
    this.started = clock.getAsLong();
  }

  @Override
  public synchronized Delivery deliver(BasketCall call) {
    if (ended) {
      return Delivery.ENDED;
    }
    if (mailbox.size() >= capacity) {
      return Delivery.FULL;
    }
    mailbox.add(new Waiting(call, clock.getAsLong()));
    return Delivery.ACCEPTED;
  }

  @Override
  public synchronized void kill() {
    if (current != null && thread != null) {
      killed = true;
      thread.interrupt();
    }
  }

  @Override
  public synchronized WorkerStatus status() {
    return new WorkerStatus(
        user,
        mailbox.size(),
        current == null ? "" : current.call().request().id(),
        clock.getAsLong() - started);
  }

  @Override
  public void run() {
    Waiting next;
    while ((next = next()) != null) {
      if (!work(next)) {
        replace();
        return;
      }
    }
    supervisor.ended(this);
  }

  private synchronized @Nullable Waiting next() {
    thread = Thread.currentThread();
    current = mailbox.poll();
    ended = current == null;
    return current;
  }

  /** Prices and answers one basket; answers false if the worker died of it. */
  private boolean work(Waiting waiting) {
    BasketCall call = waiting.call();
    long begun = clock.getAsLong();
    Pricing.Result result;
    Throwable death = null;
    try {
      result = price(call.request(), begun);
    } catch (
        Throwable thrown) { // whatever it is: the basket is answered and the user gets a new worker
      result = DIED;
      death = thrown;
    }
    if (finish() && death == null) {
      result = DIED;
      death = new InterruptedException("killed");
    }
    Answer answer =
        new Answer(
            result.reply(),
            server,
            result.revision(),
            begun - waiting.since(),
            clock.getAsLong() - begun);
    Throwable unheard = answer(call, answer);
    if (death == null) {
      death = unheard;
    }
    if (death != null) {
      supervisor.died(this, call.request(), death);
    }
    return death == null;
  }

  /**
   * Answers; gives back what that threw, if anything. An answer must not throw, but if one did and
   * the thread ended with it, the user would be left with a worker that takes baskets and prices
   * none.
   */
  private static @Nullable Throwable answer(BasketCall call, Answer answer) {
    try {
      call.answer().accept(answer);
      return null;
    } catch (Throwable thrown) {
      return thrown;
    }
  }

  private Pricing.Result price(BasketRequest request, long now) throws InterruptedException {
    return request.deadline().passed(now) ? TOO_LATE : pricing.price(request);
  }

  private static Pricing.Result rejected(Reason reason, String detail) {
    return new Pricing.Result(new BasketReply.Rejected(reason, detail), RevisionId.NONE);
  }

  /** From here on the basket in work can no longer be killed; answers whether it has been. */
  private synchronized boolean finish() {
    boolean wasKilled = killed;
    current = null;
    killed = false;
    return wasKilled;
  }

  /** Lets a new thread go on with the mailbox. */
  private void replace() {
    try {
      threads.execute(this);
    } catch (RejectedExecutionException stopping) {
      Waiting left;
      while ((left = next()) != null) {
        Answer stopped =
            Answer.rejected(Reason.OVERLOADED, "the node is stopping; try again", server);
        Throwable unheard = answer(left.call(), stopped);
        if (unheard != null) {
          supervisor.died(this, left.call().request(), unheard);
        }
      }
      supervisor.ended(this);
    }
  }
}
