package supermarket.deployer.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.deployment.Findings;
import supermarket.basket.api.deployment.Findings.Change;
import supermarket.basket.api.deployment.PricedLines.Recorded;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingStrategy;

class ComparisonTest {

  private static final Money FIVE = Money.parse("EUR 5.00");

  private static PricedLine line(String product, long quantity) {
    return new PricedLine(
        product, quantity, FIVE, FIVE.multipliedBy(quantity), "flat-price", "1.0.0");
  }

  private static Findings replay(PricingStrategy strategy, PricedLine... lines) {
    Tally tally = new Tally("a.bundle", "2.0.0");
    Comparison.Result result = comparison(strategy).of(recorded(lines));
    tally.add(result.compared(), result.differences());
    return tally.findings(List.of(), null);
  }

  private static Comparison comparison(PricingStrategy strategy) {
    return new Comparison("2.0.0", Map.of("flat-price", strategy));
  }

  private static List<Recorded> recorded(PricedLine... lines) {
    return Stream.of(lines)
        .map(line -> new Recorded(line, line.unitPrice(), Map.of("from", "3")))
        .toList();
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
    assertThat(replay.failed()).isZero();
    assertThat(replay.changes()).isEmpty();
  }

  @Test
  void linesOfOtherStrategiesAreNotCompared() {
    PricedLine other = new PricedLine("B", 1, FIVE, FIVE, "bulk-price", "1.0.0");
    assertThat(replay(terms -> Line::undiscounted, other).compared()).isZero();
  }

  @Test
  void likeDifferencesAreOneKindAndTheTenLargestAreShown() {
    List<PricedLine> lines = new ArrayList<>();
    for (int quantity = 1; quantity <= 12; quantity++) {
      lines.add(line("A", quantity));
    }
    for (int again = 0; again < 20; again++) {
      lines.add(line("A", 2));
    }
    Findings replay = replay(terms -> it -> FIVE, lines.toArray(new PricedLine[0]));
    assertThat(replay.differing()).isEqualTo(31);
    // 12 times 5.00 instead of 78 times 5.00, and 20 times 5.00 instead of 10.00
    assertThat(replay.changes())
        .containsExactly(new Change(0, Money.parse("EUR 0.00"), 31, Money.parse("EUR 430.00")));
    assertThat(replay.kinds())
        .extracting(each -> each.example().quantity())
        .containsExactly(2L, 12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L);
    assertThat(replay.kinds().getFirst().lines()).isEqualTo(21);
  }

  @Test
  void whatIsDearerDoesNotCancelWhatIsCheaper() {
    Findings replay =
        replay(
            terms -> it -> it.product().equals("A") ? FIVE : Money.parse("EUR 15.00"),
            line("A", 2),
            line("B", 2));
    assertThat(replay.changes()).containsExactly(new Change(1, FIVE, 1, FIVE));
    assertThat(replay.kinds())
        .extracting(each -> each.example().product())
        .containsExactly("B", "A");
  }

  @Test
  void whatCannotBePricedIsCountedApartAndComesFirstWithItsReason() {
    Findings replay =
        replay(
            terms ->
                it -> {
                  if (it.product().equals("B")) {
                    throw new AssertionError("on purpose");
                  }
                  return it.product().equals("C") ? FIVE.negated() : FIVE;
                },
            line("A", 2),
            line("B", 1),
            line("B", 9),
            line("C", 1));
    assertThat(replay.differing()).isEqualTo(1);
    assertThat(replay.failed()).isEqualTo(3);
    assertThat(replay.kinds().get(0).failure())
        .isEqualTo("threw java.lang.AssertionError: on purpose");
    assertThat(replay.kinds().get(0).lines()).isEqualTo(2);
    assertThat(replay.kinds().get(1).failure()).isEqualTo("answered nonsense: a negative cost");
    assertThat(replay.kinds().get(2).cost()).isEqualTo(FIVE);
  }

  @Test
  void aLabelsPriceIsThatOfThePieceAndNotOfTheRule() {
    PricedLine label = line("A", 1).of(List.of("2000217012993"));
    Comparison comparison =
        comparison(
            terms ->
                terms.unitPrice().equals(Money.parse("EUR 20.00")) ? Line::undiscounted : null);
    Comparison.Result result =
        comparison.of(List.of(new Recorded(label, Money.parse("EUR 20.00"), Map.of())));
    assertThat(result.compared()).isEqualTo(1);
    assertThat(result.differences()).isEmpty();
  }

  @Test
  void aRuleThatIsRefusedIsToldForItsLines() {
    Findings replay =
        replay(
            terms -> {
              terms.quantity("absent");
              return Line::undiscounted;
            },
            line("A", 1));
    assertThat(replay.kinds().getFirst().failure())
        .contains("no rule: it threw", "'absent' is missing");
  }

  @Test
  void linesThatItHasPricedItselfArePassedOver() {
    PricedLine own = new PricedLine("A", 1, FIVE, FIVE, "flat-price", "2.0.0");
    assertThat(replay(terms -> it -> Money.parse("EUR 1.00"), own, line("A", 1)).compared())
        .isEqualTo(1);
  }

  @Test
  void theLineThatIsBeingPricedCanBeAsked() {
    List<String> seen = new ArrayList<>();
    List<Comparison> self = new ArrayList<>();
    self.add(
        comparison(
            terms ->
                it -> {
                  seen.add(self.getFirst().underWay().what());
                  return FIVE;
                }));
    self.getFirst().of(recorded(line("A", 7)));
    assertThat(seen).containsExactly("7 of A");
    assertThat(self.getFirst().underWay()).isNull();
  }
}
