package supermarket.basket.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;
import supermarket.basket.api.Reason;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.PromotionEngine.Outcome;
import supermarket.basket.api.promotion.PromotionEngine.Refused;
import supermarket.basket.api.promotion.PromotionEngine.Result;
import supermarket.basket.api.promotion.PromotionEngine.Turn;

/** Long searches hold up no virtual thread, no other supermarket, and nobody for ever. */
@Timeout(60)
class SearchersTest {

  private static final Result NOTHING = new Result(List.of(), Promoted.NONE);

  private final Searchers searchers = new Searchers(System::nanoTime);

  @AfterEach
  void close() {
    searchers.close();
  }

  private static Turn turn(String supermarket) {
    return new Turn(supermarket, new Deadline(System.nanoTime() + TimeUnit.HOURS.toNanos(1)));
  }

  private static <T> FutureTask<T> begun(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    return task;
  }

  private static <T> T onVirtualThread(Callable<T> work) throws Exception {
    return begun(work).get(30, TimeUnit.SECONDS);
  }

  private void awaitWaiting(int searches) {
    while (searchers.waiting() != searches) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aSearchHasAThreadOfItsOwn() throws Exception {
    AtomicReference<String> name = new AtomicReference<>("");
    Outcome outcome =
        onVirtualThread(
            () ->
                searchers.run(
                    turn("sp1"),
                    isOver -> {
                      name.set(Thread.currentThread().getName());
                      assertThat(isOver.getAsBoolean()).isFalse();
                      return NOTHING;
                    }));
    assertThat(outcome).isSameAs(NOTHING);
    assertThat(name.get()).startsWith("promotion-search-");
  }

  @Test
  void afterTheEndItGoesOnWhereItIs() throws Exception {
    searchers.close();
    AtomicReference<Thread> thread = new AtomicReference<>();
    assertThat(
            searchers.run(
                turn("sp1"),
                isOver -> {
                  thread.set(Thread.currentThread());
                  return NOTHING;
                }))
        .isSameAs(NOTHING);
    assertThat(thread.get()).isSameAs(Thread.currentThread());
  }

  @Test
  void whatASearchThrowsComesOut() {
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(
            () ->
                onVirtualThread(
                    () ->
                        searchers.run(
                            turn("sp1"),
                            isOver -> {
                              throw new IllegalStateException("no");
                            })))
        .withCauseInstanceOf(IllegalStateException.class);
  }

  /** The search is told, whether it is under way or waits still. */
  @Test
  void afterTheDeadlineThereIsNoResultAndNoSearch() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Turn late = new Turn("sp1", new Deadline(System.nanoTime() - 1));
    Function<BooleanSupplier, Result> untilOver =
        isOver -> {
          while (!isOver.getAsBoolean()) {
            Thread.onSpinWait();
          }
          ended.countDown();
          return NOTHING;
        };
    assertThat(searchers.run(late, untilOver))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.TIMEOUT));

    FutureTask<Outcome> killed = new FutureTask<>(() -> searchers.run(turn("sp1"), untilOver));
    Thread thread = Thread.ofVirtual().start(killed);
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> killed.get(30, TimeUnit.SECONDS))
        .withCauseInstanceOf(InterruptedException.class);
    // All threads are free for others again.
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      assertThat(searchers.run(turn("sp1"), isOver -> NOTHING)).isSameAs(NOTHING);
    }
  }

  @Test
  void aSupermarketThatFloodsLeavesRoomForOthers() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    AtomicInteger under = new AtomicInteger();
    Function<BooleanSupplier, Result> untilOpen =
        isOver -> {
          under.incrementAndGet();
          try {
            open.await();
          } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
          }
          return NOTHING;
        };
    List<FutureTask<Outcome>> all = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      all.add(begun(() -> searchers.run(turn("flood"), untilOpen)));
      while (under.get() <= i) {
        Thread.onSpinWait();
      }
    }
    for (int i = 0; i < Searchers.BOUND_OF_EACH; i++) {
      all.add(begun(() -> searchers.run(turn("flood"), untilOpen)));
    }
    awaitWaiting(Searchers.BOUND_OF_EACH);
    assertThat(searchers.run(turn("flood"), untilOpen))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.OVERLOADED));
    all.add(begun(() -> searchers.run(turn("other"), untilOpen)));
    awaitWaiting(Searchers.BOUND_OF_EACH + 1);
    open.countDown();
    for (FutureTask<Outcome> each : all) {
      assertThat(each.get(30, TimeUnit.SECONDS)).isSameAs(NOTHING);
    }
  }

  /** Whether somebody waits for a basket does not change what comes out. */
  @Test
  void theResultIsTheSame() throws Exception {
    PromotionServer server = new PromotionServer();
    for (boolean explain : List.of(false, true)) {
      for (long seed = 0; seed < 10; seed++) {
        Made made = new Made(seed, 20);
        List<PricedLine> lines = made.lines(60);
        List<ActivePromotion> promotions = made.promotions(20);
        ActivePromotions all = new ActivePromotions(promotions, List.of(), Set.of());
        assertThat(
                onVirtualThread(() -> server.apply(all, Chain.FACTS, lines, explain, turn("sp1"))))
            .isEqualTo(server.apply(all, Chain.FACTS, lines, explain));
      }
    }
    server.stop();
  }
}
