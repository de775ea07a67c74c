package supermarket.basket.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static supermarket.basket.promotion.Chain.cheapestFree;
import static supermarket.basket.promotion.Chain.eur;
import static supermarket.basket.promotion.Chain.line;
import static supermarket.basket.promotion.Chain.share;
import static supermarket.basket.promotion.Chain.slot;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.PromotionEngine.Result;
import supermarket.basket.promotion.pricing.Basket;
import supermarket.basket.promotion.pricing.Candidate;
import supermarket.basket.promotion.pricing.Outcome;
import supermarket.basket.promotion.search.Steps;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;

/** However many pieces there are, the steps are bounded. They are counted, not timed. */
class ScaleTest {

  private static final long BILLION = 1_000_000_000;
  private static final long MILLION = 1_000_000;

  /** What came out, and after how many steps. */
  private record Counted(Outcome outcome, long steps) {}

  private static Counted apply(List<PricedLine> lines, Deal... deals) {
    List<ActivePromotion> promotions = new ArrayList<>();
    for (Deal deal : deals) {
      promotions.add(
          Chain.active("p" + promotions.size(), deal, Conditions.NONE, "", Long.MAX_VALUE, false));
    }
    return apply(lines, promotions);
  }

  private static Counted apply(List<PricedLine> lines, List<ActivePromotion> promotions) {
    Basket basket =
        Basket.of(new ActivePromotions(promotions, List.of(), Set.of()), Chain.FACTS, lines);
    Steps steps = new Steps(PromotionServer.STEPS);
    return new Counted(Outcome.of(basket, Candidate.of(basket), steps), steps.taken());
  }

  private static List<PricedLine> twelvePrices() {
    List<PricedLine> lines = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      lines.add(line("P" + i, "1." + (10 + i * 7), BILLION + i));
    }
    return lines;
  }

  private static Money sum(List<PricedLine> lines) {
    return Money.total(lines.stream().map(PricedLine::cost).toList());
  }

  @Test
  void cheapestOfThreeIsFreeAmongTwelveBillionPieces() {
    List<PricedLine> lines = twelvePrices();
    Counted counted = apply(lines, cheapestFree(3, 1));
    // from the dearest on, the third piece is free: of one more than a billion at 1.87, and so on
    long free = 0;
    long before = 0;
    for (PricedLine line : lines.reversed()) {
      long after = before + line.quantity();
      free += (after / 3 - before / 3) * line.unitPrice().getAmountMinorLong();
      before = after;
    }
    assertThat(counted.outcome.total()).isEqualTo(sum(lines).getAmountMinorLong() - free);
    assertThat(counted.outcome.gap()).isZero();
    assertThat(counted.steps).isLessThan(200);
  }

  @Test
  void offersThatOverlapAreScannedInFewSteps() {
    List<PricedLine> lines = twelvePrices();
    Counted counted =
        apply(
            lines,
            cheapestFree(3, 1),
            Deal.pieces(slot("of", 2)).pay(List.of(Share.WHOLE, share("1/2"))),
            Deal.pieces(slot("of", 4, "P1", "P5", "P7", "P11")).together(eur("4.00")));
    assertThat(counted.outcome.gap()).isZero();
    assertThat(counted.steps).isLessThan(1_000);
    assertThat(sum(counted.outcome.lines()).getAmountMinorLong())
        .isEqualTo(counted.outcome.total());
  }

  @Test
  void mealDealOfABillionIsProven() {
    List<PricedLine> lines =
        List.of(
            line("M", "4.20", BILLION),
            line("N", "3.90", BILLION + 1),
            line("D", "1.50", BILLION - 1),
            line("E", "1.10", 7));
    Counted counted =
        apply(
            lines,
            Deal.pieces(slot("main", 1, "M", "N"), slot("drink", 1, "D", "E"))
                .together(eur("4.50")));
    // as many as there are drinks, of the dearest mains
    long saving = (BILLION - 1) * (420 + 150 - 450) + (420 + 110 - 450) + 6 * (390 + 110 - 450);
    assertThat(counted.outcome.total()).isEqualTo(sum(lines).getAmountMinorLong() - saving);
    assertThat(counted.outcome.gap()).isZero();
    assertThat(counted.steps).isLessThan(200);
  }

  /** A million times the pieces: no more steps than the limit, and nothing is lost. */
  @Test
  void millionTimesThePiecesSaveAMillionTimesAsMuchAtLeast() {
    for (long seed = 0; seed < BestDealTest.BASKETS; seed++) {
      Made made = new Made(seed);
      List<PricedLine> lines = made.lines(12);
      List<ActivePromotion> promotions =
          made.promotions(4).stream().filter(each -> each.promotion().atMost() > MILLION).toList();
      long few = apply(lines, promotions).outcome.total();
      Counted many =
          apply(lines.stream().map(line -> Chain.times(line, MILLION)).toList(), promotions);
      assertThat(many.steps).isLessThanOrEqualTo(PromotionServer.STEPS);
      assertThat(many.outcome.total() - many.outcome.gap())
          .as("seed %d", seed)
          .isLessThanOrEqualTo(few * MILLION);
      assertThat(many.outcome.total()).isNotNegative();
    }
  }

  /** Whoever looks at the same deals in another order finds no better one than a proven one. */
  @Test
  void proofsAgree() {
    for (long seed = 0; seed < BestDealTest.BASKETS / 10; seed++) {
      Made made = new Made(seed, 8);
      List<PricedLine> lines = made.lines(30);
      List<ActivePromotion> promotions = made.promotions(12);
      Outcome one = apply(lines, promotions).outcome;
      Outcome other = apply(lines, promotions.stream().map(ScaleTest::reversed).toList()).outcome;
      assertThat(other.total()).as("seed %d", seed).isGreaterThanOrEqualTo(one.total() - one.gap());
      assertThat(one.total())
          .as("seed %d", seed)
          .isGreaterThanOrEqualTo(other.total() - other.gap());
    }
  }

  /** The same promotion with another rank. */
  private static ActivePromotion reversed(ActivePromotion each) {
    String id = "p" + (char) ('z' - each.id().charAt(1));
    return Chain.active(
        id + each.id().substring(1),
        each.deal(),
        Conditions.NONE,
        "",
        each.promotion().atMost(),
        false);
  }

  @Test
  void pastTheLimitTheGapIsStated() {
    int unproven = 0;
    for (long seed = 0; seed < 300; seed++) {
      Made made = new Made(seed, 8);
      List<PricedLine> lines = made.lines(40);
      ActivePromotions promotions = new ActivePromotions(made.promotions(30), List.of(), Set.of());
      Result few = new PromotionServer(30).apply(promotions, Chain.FACTS, lines, false);
      Result many = new PromotionServer().apply(promotions, Chain.FACTS, lines, false);
      if (few.promoted().proven()) {
        assertThat(few.promoted().gap()).isNull();
      } else if (many.promoted().proven()) {
        assertThat(few.promoted().gap().isPositive()).isTrue();
        assertThat(Chain.total(few).minus(Chain.total(many)))
            .isBetween(Money.zero(made.currency()), few.promoted().gap());
        unproven++;
      }
    }
    assertThat(unproven).isGreaterThan(10);
  }

  /** Whether a search was tried with few steps first cannot be seen. */
  @Test
  void aFirstTryChangesNothing() {
    int longOnes = 0;
    for (long seed = 0; seed < 100; seed++) {
      Made made = new Made(seed, 20);
      List<PricedLine> lines = made.lines(60);
      List<ActivePromotion> promotions = made.promotions(20);
      Counted counted = apply(lines, promotions);
      longOnes += counted.steps > 1_000 ? 1 : 0;
      Result result =
          new PromotionServer()
              .apply(
                  new ActivePromotions(promotions, List.of(), Set.of()), Chain.FACTS, lines, false);
      assertThat(result.lines()).as("seed %d", seed).isEqualTo(counted.outcome.lines());
      assertThat(result.promoted().proven()).isEqualTo(counted.outcome.gap() == 0);
    }
    assertThat(longOnes).isBetween(3, 90);
  }

  /** Amounts that no till knows do no harm. */
  @Test
  void absurdAmountsAreNoError() {
    Money most = Money.ofMinor(Chain.EUR, (1L << 53) - 1);
    List<PricedLine> lines = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      lines.add(new PricedLine("P" + i, 1, most, most, "flat-price", "1.0.0"));
    }
    Deal meal = Deal.pieces(slot("a", 1, "P0", "P1"), slot("b", 1, "P2", "P3")).together(most);
    Deal huge = Deal.pieces(slot("a", 2)).off(Money.parse("EUR 99999999999999999999999.00"));
    Counted counted = apply(lines, meal, huge, cheapestFree(3, 1), Chain.part("1/3"));
    assertThat(counted.outcome.total()).isNotNegative();
  }
}
