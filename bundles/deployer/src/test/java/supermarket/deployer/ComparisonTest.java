package supermarket.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.PricedLines.Recorded;
import supermarket.basket.api.deployment.Findings;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingStrategy;

class ComparisonTest {

  private static final Money FIVE = Money.parse("EUR 5.00");

  private static PricedLine line(String product, long quantity) {
    return new PricedLine(
        product, quantity, FIVE, FIVE.multipliedBy(quantity), "flat-price", "1.0.0");
  }

  private static Findings replay(PricingStrategy strategy, PricedLine... lines) {
    return comparison(strategy).of(recorded(lines));
  }

  private static Comparison comparison(PricingStrategy strategy) {
    return new Comparison("a.bundle", "2.0.0", Map.of("flat-price", strategy));
  }

  private static List<Recorded> recorded(PricedLine... lines) {
    return Stream.of(lines).map(line -> new Recorded(line, Map.of("from", "3"))).toList();
  }

  @Test
  void theSamePricesAreNoDifference() {
    Findings replay =
        replay(
            terms -> {
              terms.quantity("from");
              return Line::undiscounted;
            },
            line("A", 1),
            line("A", 2));
    assertThat(replay.compared()).isEqualTo(2);
    assertThat(replay.differing()).isZero();
    assertThat(replay.totals()).isEmpty();
  }

  @Test
  void linesOfOtherStrategiesAreNotCompared() {
    PricedLine other = new PricedLine("B", 1, FIVE, FIVE, "bulk-price", "1.0.0");
    assertThat(replay(terms -> Line::undiscounted, other).compared()).isZero();
  }

  @Test
  void differencesAreAddedUpAndTheTenLargestShown() {
    List<PricedLine> lines = new ArrayList<>();
    for (int quantity = 1; quantity <= 12; quantity++) {
      lines.add(line("A", quantity));
    }
    Findings replay = replay(terms -> it -> FIVE, lines.toArray(new PricedLine[0]));
    assertThat(replay.differing()).isEqualTo(11);
    // 12 times 5.00 instead of 78 times 5.00
    assertThat(replay.totals()).containsExactly(Money.parse("EUR -330.00"));
    assertThat(replay.largest())
        .extracting(each -> each.line().quantity())
        .containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L);
  }

  @Test
  void whatCannotBePricedComesFirstWithItsReason() {
    Findings replay =
        replay(
            terms ->
                it -> {
                  if (it.product().equals("B")) {
                    throw new IllegalStateException("on purpose");
                  }
                  return it.product().equals("C") ? FIVE.negated() : FIVE;
                },
            line("A", 2),
            line("B", 1),
            line("C", 1));
    assertThat(replay.differing()).isEqualTo(3);
    assertThat(replay.largest().get(0).failure()).contains("threw", "on purpose");
    assertThat(replay.largest().get(1).failure()).isEqualTo("answered EUR -5.00");
    assertThat(replay.largest().get(2).cost()).isEqualTo(FIVE);
  }

  @Test
  void aRuleThatIsRefusedIsToldForEachOfItsLines() {
    Findings replay =
        replay(
            terms -> {
              terms.quantity("absent");
              return Line::undiscounted;
            },
            line("A", 1));
    assertThat(replay.largest().getFirst().failure()).contains("does not accept its terms");
  }

  @Test
  void linesThatItHasPricedItselfArePassedOver() {
    PricedLine own = new PricedLine("A", 1, FIVE, FIVE, "flat-price", "2.0.0");
    assertThat(replay(terms -> it -> Money.parse("EUR 1.00"), own, line("A", 1)).compared())
        .isEqualTo(1);
  }

  @Test
  void findingsAreAddedUp() {
    Comparison comparison = comparison(terms -> it -> FIVE);
    Findings one = comparison.of(recorded(line("A", 1), line("A", 2), line("A", 4)));
    Findings other = comparison.of(recorded(line("B", 3)));
    Findings sum = Comparison.sum(one, other);
    assertThat(sum.compared()).isEqualTo(4);
    assertThat(sum.differing()).isEqualTo(3);
    assertThat(sum.totals()).containsExactly(Money.parse("EUR -30.00"));
    assertThat(sum.largest())
        .extracting(each -> each.line().quantity())
        .containsExactly(4L, 3L, 2L);
  }
}
