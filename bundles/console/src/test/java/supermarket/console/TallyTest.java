package supermarket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.operation.AnsweredBasket;

class TallyTest {

  private final Tally tally = new Tally();

  private static AnsweredBasket basket(String outcome, String server, long tookMicros) {
    return new AnsweredBasket(
        "id",
        new UserId("s", "u"),
        1,
        outcome,
        "",
        outcome.equals(AnsweredBasket.PRICED) ? Money.parse("EUR 1.00") : null,
        server,
        RevisionId.NONE,
        true,
        200,
        tookMicros * 1_000,
        0,
        100_000,
        200_000,
        null,
        null);
  }

  @Test
  void aSecondIsCountedByItself() {
    for (int i = 0; i < 98; i++) {
      tally.add(basket(AnsweredBasket.PRICED, "n/s", 1_000));
    }
    tally.add(basket("timeout", "n/s", 50_000));
    tally.add(basket("overloaded", "-", 50_000));
    Tally.Counts counts = tally.take();
    assertThat(counts.priced()).isEqualTo(98);
    assertThat(counts.reasons()).isEqualTo(Map.of("timeout", 1L, "overloaded", 1L));
    assertThat(counts.all().median()).isBetween(990L, 1_010L);
    assertThat(counts.all().p99()).isBetween(49_500L, 50_500L);
    assertThat(counts.broker().median()).isBetween(690L, 710L);
    assertThat(counts.mailbox().median()).isBetween(99L, 101L);
    assertThat(counts.worker().p99()).isBetween(198L, 202L);
    counts = tally.take();
    assertThat(counts.priced()).isZero();
    assertThat(counts.reasons()).isEmpty();
    assertThat(counts.all()).isEqualTo(new Sample.Latency(0, 0));
  }

  @Test
  void whatBasketsSayCannotGrowIt() {
    for (int i = 0; i < 10_000; i++) {
      tally.add(basket("reason-" + i, "n/s", Long.MAX_VALUE / 1_000));
    }
    assertThat(tally.take().reasons()).hasSizeLessThanOrEqualTo(Tally.MOST_REASONS);
  }
}
