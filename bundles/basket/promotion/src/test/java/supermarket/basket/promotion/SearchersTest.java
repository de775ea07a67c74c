package supermarket.basket.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static supermarket.basket.promotion.Chain.cheapestFree;
import static supermarket.basket.promotion.Chain.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.PromotionEngine.Result;

/** Long searches hold up no virtual thread. */
@Timeout(60)
class SearchersTest {

  private final Searchers searchers = new Searchers();

  @AfterEach
  void close() {
    searchers.close();
  }

  private static <T> T onVirtualThread(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    return task.get(30, TimeUnit.SECONDS);
  }

  @Test
  void aSearchOfAVirtualThreadHasAThreadOfItsOwn() throws Exception {
    String name = onVirtualThread(() -> searchers.run(() -> Thread.currentThread().getName()));
    assertThat(name).startsWith("promotion-search-");
    assertThat(searchers.run(Thread::currentThread)).isEqualTo(Thread.currentThread());
  }

  @Test
  void afterTheEndItGoesOnWhereItIs() throws Exception {
    searchers.close();
    assertThat(onVirtualThread(() -> searchers.run(() -> Thread.currentThread().isVirtual())))
        .isTrue();
  }

  @Test
  void whatASearchThrowsComesOut() {
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(
            () ->
                onVirtualThread(
                    () ->
                        searchers.run(
                            () -> {
                              throw new IllegalStateException("no");
                            })))
        .withCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void theResultIsTheSame() throws Exception {
    List<ActivePromotion> promotions = new ArrayList<>();
    List<PricedLine> lines = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      lines.add(line("P" + i, "1." + (10 + i * 7), 3 + i));
      promotions.add(
          Chain.active(
              "p" + i,
              cheapestFree(2 + i, 1, "P" + i, "P" + (i + 1) % 5),
              Conditions.NONE,
              "",
              Long.MAX_VALUE,
              false));
    }
    ActivePromotions all = new ActivePromotions(promotions, List.of(), Set.of());
    PromotionServer server = new PromotionServer();
    for (boolean explain : List.of(false, true)) {
      Result here = server.apply(all, Chain.FACTS, lines, explain);
      assertThat(onVirtualThread(() -> server.apply(all, Chain.FACTS, lines, explain)))
          .isEqualTo(here);
      assertThat(here.promoted().applied()).isNotEmpty();
    }
    server.stop();
  }
}
