package supermarket.gateway;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.operation.AnsweredBasket;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.library.recent.Rate;
import supermarket.library.vital.VitalTask;

/**
 * Hands the baskets that were answered on to their log and to whoever observes them, a few times a
 * second. One by one they would wake the thread that writes the log for each basket, which costs
 * more than all the rest of the line.
 *
 * <p>Thread safety: any thread may add; they are handed on by one thread, in the order they were
 * added.
 */
final class AnsweredBaskets implements AutoCloseable {

  private static final int MOST = 10_000;

  /** So many baskets are handed on with their lines in a second. */
  private static final int WHOLE = 500;

  private static final Duration PERIOD = Duration.ofMillis(50);
  private static final String UNKNOWN = "-";

  private final Consumer<AnsweredBasket> reader;
  private final Rate whole = new Rate(WHOLE, System::nanoTime);
  private final BlockingQueue<AnsweredBasket> waiting = new LinkedBlockingQueue<>(MOST);
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("gateway-log").factory());

  private final VitalTask work =
      new VitalTask(
          "basket log",
          Gravity.WARNING,
          LoggerFactory.getLogger(AnsweredBaskets.class),
          this::handOn);

  AnsweredBaskets(Consumer<AnsweredBasket> reader) {
    this.reader = reader;
  }

  /** Starts to hand baskets on. */
  void start() {
    work.every(PERIOD, thread);
  }

  /** What is wrong; empty if baskets are handed on. */
  Optional<Trouble> trouble() {
    return work.trouble();
  }

  /** A basket that has a price. */
  void priced(String id, Basket basket, Priced priced, Answer answer, Passage passage) {
    add(answered(id, basket, AnsweredBasket.PRICED, "", priced, answer, 200, passage));
  }

  /** A basket that a basket server or the broker rejected. */
  void rejected(String id, Basket basket, Refusal refusal, Answer answer, Passage passage) {
    Problem problem = refusal.problem();
    add(
        answered(
            id, basket, problem.word(), refusal.detail(), null, answer, problem.status(), passage));
  }

  private AnsweredBasket answered(
      String id,
      Basket basket,
      String outcome,
      String detail,
      @Nullable Priced priced,
      Answer answer,
      int status,
      Passage passage) {
    return new AnsweredBasket(
        id,
        basket.owner(),
        basket.scanned(),
        outcome,
        detail,
        priced == null ? null : priced.total(),
        answer.server(),
        answer.revision(),
        true,
        status,
        passage.tookNanos(),
        passage.sentNanos(),
        answer.waitedNanos(),
        answer.pricedNanos(),
        passage.trace(),
        priced != null && whole.use() ? priced : null);
  }

  /**
   * A basket that the gateway refused.
   *
   * @param scanned how many items of it were read
   */
  void refused(
      String id,
      @Nullable String supermarket,
      @Nullable String user,
      int scanned,
      Refusal refusal,
      Passage passage) {
    add(
        new AnsweredBasket(
            id,
            new UserId(orUnknown(supermarket), orUnknown(user)),
            scanned,
            refusal.problem().word(),
            refusal.detail(),
            null,
            Answer.NO_SERVER,
            RevisionId.NONE,
            false,
            refusal.problem().status(),
            passage.tookNanos(),
            passage.sentNanos(),
            0,
            0,
            passage.trace(),
            null));
  }

  private static String orUnknown(@Nullable String text) {
    return text == null ? UNKNOWN : text;
  }

  /**
   * When too many wait the caller hands its own on, out of order: it is slowed down, and none is
   * lost.
   */
  private void add(AnsweredBasket basket) {
    if (!waiting.offer(basket)) {
      reader.accept(basket);
    }
  }

  /** Hands on what there is. */
  synchronized void handOn() {
    AnsweredBasket basket;
    while ((basket = waiting.poll()) != null) {
      reader.accept(basket);
    }
  }

  /** Hands on what is left and ends the thread. */
  @Override
  public void close() {
    thread.shutdown();
    handOn();
  }
}
