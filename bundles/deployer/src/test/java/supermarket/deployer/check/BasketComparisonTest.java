package supermarket.deployer.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.deployment.PricedBaskets.Recorded;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Facts;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.deployer.check.Tally.Difference;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Pay;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.Slot;

class BasketComparisonTest {

  private static final Facts FACTS =
      new Facts("sp1", Set.of("south"), LocalDate.EPOCH.atStartOfDay(), true, Set.of("CODE"));

  private final List<Facts> told = new ArrayList<>();
  private int applied;

  private static Promotion promotion(String id) {
    return new Promotion(id, "", "k", Map.of(), Conditions.NONE, "", Long.MAX_VALUE, false);
  }

  /** The first line costs this then. */
  private static ActivePromotion active(String id, String version, String price) {
    Deal deal = Deal.pieces(new Slot("of", Products.EVERY, 1)).together(Money.parse(price));
    return new ActivePromotion(promotion(id), new StrategyId("k", version, 1), deal, null);
  }

  private static ActivePromotions of(ActivePromotion... all) {
    return new ActivePromotions(List.of(all), List.of(), Set.of());
  }

  private static PricedLine line(String product, long quantity) {
    Money one = Money.parse("EUR 5.00");
    return new PricedLine(product, quantity, one, one.multipliedBy(quantity), "flat", "1.0.0");
  }

  private static Recorded recorded(PricedLine... lines) {
    return new Recorded(List.of(lines), FACTS);
  }

  private PromotionEngine.Result apply(
      ActivePromotions promotions, Facts facts, List<PricedLine> lines, boolean explain) {
    assertThat(explain).isFalse();
    told.add(facts);
    applied++;
    List<PricedLine> all = new ArrayList<>(lines);
    for (ActivePromotion each : promotions.all()) {
      Money price = ((Pay.Together) ((Deal.Pieces) each.deal()).pay()).price();
      all.set(0, all.getFirst().with(price, List.of()));
    }
    return new PromotionEngine.Result(all, Promoted.NONE);
  }

  private Comparison.Result compare(
      ActivePromotions present, Map<String, ActivePromotion> made, Recorded... baskets) {
    return new BasketComparison("2.0.0", this::apply, present, made)
        .of(List.of(baskets), System.nanoTime() + TimeUnit.MINUTES.toNanos(1));
  }

  @Test
  void aBasketThatCostsTheSameIsComparedAndNoDifference() {
    Comparison.Result result =
        compare(
            of(active("a", "1.0.0", "EUR 3.00")),
            Map.of("a", active("a", "2.0.0", "EUR 3.00")),
            recorded(line("A", 1), line("B", 1)));
    assertThat(result.compared()).isOne();
    assertThat(result.differences()).isEmpty();
    assertThat(told).containsExactly(FACTS, FACTS);
  }

  @Test
  void aBasketThatCostsSomethingElseIsToldAsALine() {
    Comparison.Result result =
        compare(
            of(active("a", "1.0.0", "EUR 3.00")),
            Map.of("a", active("a", "2.0.0", "EUR 1.00")),
            recorded(line("A", 2), line("B", 1)));
    Money eight = Money.parse("EUR 8.00");
    assertThat(result.differences())
        .containsExactly(
            new Difference(
                new PricedLine("A\u00d72 B", 1, eight, eight, "promotions", "2.0.0"),
                Money.parse("EUR 6.00"),
                ""));
  }

  @Test
  void aBasketThatNoPromotionOfTheKindsMayTouchIsPassedOver() {
    Comparison.Result result =
        compare(
            of(active("b", "1.0.0", "EUR 3.00")),
            Map.of("a", active("a", "2.0.0", "EUR 1.00")),
            recorded(line("A", 1)));
    assertThat(result).isEqualTo(new Comparison.Result(0, List.of()));
    assertThat(applied).isZero();
  }

  @Test
  void theOtherPromotionsStayAsTheyAre() {
    Comparison.Result result =
        compare(
            of(active("a", "1.0.0", "EUR 3.00"), active("b", "1.0.0", "EUR 2.00")),
            Map.of("a", active("a", "2.0.0", "EUR 1.00")),
            recorded(line("A", 1)));
    assertThat(result).isEqualTo(new Comparison.Result(1, List.of()));
  }

  @Test
  void whatIsLateIsNotCompared() {
    Comparison.Result result =
        new BasketComparison(
                "2.0.0",
                this::apply,
                of(active("a", "1.0.0", "EUR 3.00")),
                Map.of("a", active("a", "2.0.0", "EUR 1.00")))
            .of(List.of(recorded(line("A", 1))), System.nanoTime() - 1);
    assertThat(result.compared()).isZero();
  }

  @Test
  void ofALargeBasketSomeProductsAreShown() {
    PricedLine[] lines = new PricedLine[7];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = line("P" + i, i + 1);
    }
    Comparison.Result result =
        compare(
            of(active("a", "1.0.0", "EUR 3.00")),
            Map.of("a", active("a", "2.0.0", "EUR 1.00")),
            recorded(lines));
    assertThat(result.differences().getFirst().line().product())
        .isEqualTo("P0 P1\u00d72 P2\u00d73 P3\u00d74 P4\u00d75 P5\u00d76 \u2026");
  }
}
