package supermarket.basket.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Reason;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.deployment.PricedLines.Excerpt;
import supermarket.pricing.api.Line;

class RecentLinesTest {

  private static final Money ONE = Money.of(CurrencyUnit.EUR, 1);

  private static final Offer.Available OFFER =
      new Offer.Available(
          ONE, Map.of("from", "3"), new StrategyId("flat-price", "1.0.0", 1), Line::undiscounted);

  private static LineResult priced(long quantity) {
    return new LineResult.Priced(new PricedLine("P", quantity, ONE, ONE, "flat-price", "1.0.0"));
  }

  private static void add(RecentLines lines, LineResult... results) {
    lines.add(List.of(results), Collections.nCopies(results.length, OFFER));
  }

  private static List<Long> quantities(Excerpt excerpt) {
    return excerpt.lines().stream().map(each -> each.line().quantity()).toList();
  }

  @Test
  void keepsTheNewestAndNoMoreThanItsSize() {
    RecentLines lines = new RecentLines(3);
    assertThat(lines.from(0).lines()).isEmpty();
    add(lines, priced(1), priced(2));
    assertThat(quantities(lines.from(0))).containsExactly(1L, 2L);
    add(lines, priced(3), priced(4));
    assertThat(quantities(lines.from(0))).containsExactly(2L, 3L, 4L);
    add(lines, priced(5), priced(6), priced(7), priced(8));
    assertThat(quantities(lines.from(0))).containsExactly(6L, 7L, 8L);
  }

  @Test
  void aReaderGoesOnWhereItStoppedAndKnowsWhatItMissed() {
    RecentLines lines = new RecentLines(3);
    add(lines, priced(1), priced(2));
    long position = lines.end();
    add(lines, priced(3));
    Excerpt excerpt = lines.from(position);
    assertThat(quantities(excerpt)).containsExactly(3L);
    assertThat(excerpt.missed()).isZero();
    assertThat(lines.from(excerpt.next()).lines()).isEmpty();
    add(lines, priced(4), priced(5), priced(6), priced(7), priced(8));
    excerpt = lines.from(excerpt.next());
    assertThat(quantities(excerpt)).containsExactly(6L, 7L, 8L);
    assertThat(excerpt.missed()).isEqualTo(2);
  }

  @Test
  void aLineIsKeptWithTheParametersOfItsRule() {
    RecentLines lines = new RecentLines(3);
    add(lines, priced(1));
    assertThat(lines.from(0).lines().getFirst().parameters()).containsEntry("from", "3");
  }

  @Test
  void aBasketThatIsRejectedIsNotKept() {
    RecentLines lines = new RecentLines(3);
    add(lines, priced(1), new LineResult.Failed("P", Reason.TIMEOUT, "too late"), priced(3));
    assertThat(lines.from(0).lines()).isEmpty();
  }

  @Test
  void everyLineOfManyThreadsHasItsPlace() throws InterruptedException {
    RecentLines lines = new RecentLines(4_000);
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      long first = thread * 1_000L;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (long i = 1; i <= 1_000; i++) {
                      add(lines, priced(first + i));
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(quantities(lines.from(0))).hasSize(4_000).doesNotHaveDuplicates();
  }

  @Test
  void itsSizeIsChecked() {
    assertThatThrownBy(() -> new RecentLines(0))
        .hasMessage("recent.lines must be a whole number from 1 to 1000000");
  }
}
