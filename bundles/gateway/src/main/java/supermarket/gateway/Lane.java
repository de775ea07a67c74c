package supermarket.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.XnioIoThread;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Reason;
import supermarket.basket.api.basket.BasketBroker;

/**
 * All that belongs to one IO thread: its requests, its buffers, and the baskets that go to the
 * broker together.
 *
 * <p>Natural batching: the first basket that a turn of the IO thread brings queues one task on that
 * same thread; what the turn brings besides goes along with it. Answers come on any thread; the
 * first one to find none waiting wakes the IO thread up, which then takes them all.
 *
 * <p>Thread safety: only {@link #answered} may be called by other threads.
 */
final class Lane {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private static final int SWEEP_MILLIS = 100;

  /** As large as what Undertow reads at once, so that one read takes all that has come. */
  static final int BUFFER = 16 * 1024;

  private final XnioIoThread thread;
  private final Supplier<Settings> settings;
  private final Unfinished unfinished;
  private final Unfinished untaken;
  private final Load load;
  private final Pages pages;
  private final Supplier<@Nullable BasketBroker> brokers;
  private final Traces traces;
  private final AnsweredBaskets answeredBaskets;
  private final RequestIds ids = new RequestIds();
  private final byte[] input = new byte[BUFFER];
  private final Bytes output = new Bytes();

  private List<BasketCall> batch = new ArrayList<>();
  private final Runnable flush = this::flush;
  private final AtomicReference<@Nullable Exchange> answered = new AtomicReference<>();
  private final Runnable takeAnswers = this::takeAnswers;
  private final Runnable sweep = this::sweep;
  private boolean sweeping;
  private @Nullable Exchange oldest;
  private @Nullable Exchange newest;

  Lane(
      XnioIoThread thread,
      Supplier<Settings> settings,
      Unfinished unfinished,
      Unfinished untaken,
      Load load,
      Pages pages,
      Supplier<@Nullable BasketBroker> brokers,
      Traces traces,
      AnsweredBaskets answeredBaskets) {
    this.thread = thread;
    this.settings = settings;
    this.unfinished = unfinished;
    this.untaken = untaken;
    this.load = load;
    this.pages = pages;
    this.brokers = brokers;
    this.traces = traces;
    this.answeredBaskets = answeredBaskets;
  }

  Settings settings() {
    return settings.get();
  }

  AnsweredBaskets answeredBaskets() {
    return answeredBaskets;
  }

  Traces traces() {
    return traces;
  }

  Pages pages() {
    return pages;
  }

  RequestIds ids() {
    return ids;
  }

  boolean ending() {
    return load.ending();
  }

  /** For the bytes of one read; whoever uses it is done with it when he returns. */
  byte[] input() {
    return input;
  }

  /** For one reply; whoever uses it is done with it when he returns. */
  Bytes output() {
    return output.cleared();
  }

  /** Takes on a request. */
  void open(Exchange exchange) {
    load.requests().opened();
    exchange.earlier = newest;
    if (newest == null) {
      oldest = exchange;
    } else {
      newest.later = exchange;
    }
    newest = exchange;
    if (!sweeping) {
      sweeping = true;
      later(sweep, SWEEP_MILLIS);
    }
  }

  /** Lets go of a request. */
  void close(Exchange exchange) {
    Exchange earlier = exchange.earlier;
    Exchange later = exchange.later;
    if (earlier == null) {
      oldest = later;
    } else {
      earlier.later = later;
    }
    if (later == null) {
      newest = earlier;
    } else {
      later.earlier = earlier;
    }
    load.requests().closed();
  }

  /**
   * Counts bytes of a body that is not complete, or of a reply that its client has not taken.
   * Answers whether that many can be held.
   */
  boolean hold(int bytes, boolean isReply) {
    return (isReply ? untaken : unfinished).hold(bytes, settings().maxUnfinished());
  }

  /** These bytes are not held any longer. */
  void letGo(long bytes, boolean ofReply) {
    (ofReply ? untaken : unfinished).letGo(bytes);
  }

  /** Asks for a place for a supermarket's basket; answers null if there is none for it. */
  Load.@Nullable Place admit(String supermarket) {
    return load.admit(supermarket);
  }

  /** Gives back the place of a basket that has its answer. */
  void leave(Load.Place place, boolean priced) {
    load.leave(place, priced);
  }

  /** Sends a basket to the broker at the end of this turn. */
  void price(BasketRequest request, Consumer<Answer> answer) {
    batch.add(new BasketCall(request, answer));
    if (batch.size() == 1) {
      thread.execute(flush);
    }
  }

  private void flush() {
    List<BasketCall> calls = batch;
    batch = new ArrayList<>(calls.size());
    BasketBroker broker = brokers.get();
    if (broker == null) {
      reject(calls, Reason.BROKER_UNAVAILABLE, "no message broker is running");
      return;
    }
    try {
      broker.price(calls);
    } catch (Throwable e) { // an Error, too: nobody is left without an answer
      LOG.warn("The message broker failed: {}", e.toString());
      LOG.debug("The message broker failed", e);
      reject(calls, Reason.BROKER_UNAVAILABLE, "the message broker failed");
    }
  }

  /** Those that have an answer already keep it. */
  private static void reject(List<BasketCall> calls, Reason reason, String detail) {
    Answer answer = Answer.rejected(reason, detail);
    for (BasketCall call : calls) {
      call.answer().accept(answer);
    }
  }

  /** Hands an answered request back to its IO thread. */
  void answered(Exchange exchange) {
    Exchange before;
    do {
      before = answered.get();
      exchange.nextAnswered = before;
    } while (!answered.compareAndSet(before, exchange));
    if (before == null) {
      try {
        thread.execute(takeAnswers);
      } catch (RejectedExecutionException e) {
        LOG.debug("An answer came after the end", e);
      }
    }
  }

  private void takeAnswers() {
    Exchange exchange = oldestFirst(answered.getAndSet(null));
    while (exchange != null) {
      Exchange next = exchange.nextAnswered;
      exchange.nextAnswered = null;
      guarded(exchange, exchange::takeAnswer);
      exchange = next;
    }
  }

  /** One request that fails keeps none of the others from their turn. */
  private static void guarded(Exchange exchange, Runnable task) {
    try {
      task.run();
    } catch (Throwable any) {
      exchange.abandon();
      LOG.error("The gateway failed at a request", any);
    }
  }

  private static @Nullable Exchange oldestFirst(@Nullable Exchange newestFirst) {
    Exchange turned = null;
    Exchange exchange = newestFirst;
    while (exchange != null) {
      Exchange next = exchange.nextAnswered;
      exchange.nextAnswered = turned;
      turned = exchange;
      exchange = next;
    }
    return turned;
  }

  private void sweep() {
    sweeping = false;
    long now = System.nanoTime();
    Exchange exchange = oldest;
    while (exchange != null) {
      Exchange next = exchange.later;
      Exchange present = exchange;
      guarded(present, () -> present.overdueAt(now));
      exchange = next;
    }
    if (oldest != null && !sweeping) {
      sweeping = true;
      later(sweep, SWEEP_MILLIS);
    }
  }

  /** Runs a task on this thread a little later; other requests get their turn in between. */
  void later(Runnable task, int millis) {
    try {
      thread.executeAfter(task, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The endpoint is stopping", e);
    }
  }
}
