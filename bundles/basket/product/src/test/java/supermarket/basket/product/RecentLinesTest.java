package supermarket.basket.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Reason;

class RecentLinesTest {

  private static final Money ONE = Money.of(CurrencyUnit.EUR, 1);

  private static LineResult priced(long quantity) {
    return new LineResult.Priced(new PricedLine("P", quantity, ONE, ONE, "flat-price", "1.0.0"));
  }

  private static List<Long> quantities(RecentLines lines) {
    return lines.newestFirst().stream().map(PricedLine::quantity).toList();
  }

  @Test
  void keepsTheNewestAndNoMoreThanItsSize() {
    RecentLines lines = new RecentLines(3);
    assertThat(quantities(lines)).isEmpty();
    lines.add(List.of(priced(1), priced(2)));
    assertThat(quantities(lines)).containsExactly(2L, 1L);
    lines.add(List.of(priced(3), priced(4)));
    assertThat(quantities(lines)).containsExactly(4L, 3L, 2L);
    lines.add(List.of(priced(5), priced(6), priced(7), priced(8)));
    assertThat(quantities(lines)).containsExactly(8L, 7L, 6L);
  }

  @Test
  void whatWasNotPricedIsNotKept() {
    RecentLines lines = new RecentLines(3);
    lines.add(
        List.of(priced(1), new LineResult.Failed("P", Reason.TIMEOUT, "too late"), priced(3)));
    assertThat(quantities(lines)).containsExactly(3L, 1L);
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
                      lines.add(List.of(priced(first + i)));
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(quantities(lines)).hasSize(4_000).doesNotHaveDuplicates();
  }

  @Test
  void itsSizeIsChecked() {
    assertThatThrownBy(() -> new RecentLines(0)).hasMessageContaining("recent.lines is 0");
  }
}
