package supermarket.basket.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static supermarket.basket.promotion.Chain.cheapestFree;
import static supermarket.basket.promotion.Chain.eur;
import static supermarket.basket.promotion.Chain.line;
import static supermarket.basket.promotion.Chain.slot;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.promotion.pricing.Basket;
import supermarket.basket.promotion.pricing.Candidate;
import supermarket.basket.promotion.pricing.Outcome;
import supermarket.basket.promotion.search.Steps;
import supermarket.pricing.api.promotion.Deal;

/** Baskets of hundreds of lines, under hundreds of promotions that overlap. */
class LargeBasketTest {

  private static Outcome apply(
      List<PricedLine> lines, List<ActivePromotion> promotions, Steps steps) {
    Basket basket =
        Basket.of(new ActivePromotions(promotions, List.of(), Set.of()), Chain.FACTS, lines);
    return Outcome.of(basket, Candidate.of(basket), steps);
  }

  private static long plain(List<PricedLine> lines) {
    return lines.stream().mapToLong(each -> each.plainCost().getAmountMinorLong()).sum();
  }

  private static List<PricedLine> lines(int count, long quantity) {
    List<PricedLine> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(line("P" + i, "%d.%02d".formatted(1 + i % 9, i * 7 % 100), quantity));
    }
    return lines;
  }

  /** Promotions of all products, each of which a large basket could fill in countless ways. */
  private static List<ActivePromotion> ofAllProducts(int count) {
    List<ActivePromotion> promotions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int take = 2 + i % 97;
      Deal deal =
          switch (i % 3) {
            case 0 -> cheapestFree(take, 1);
            case 1 -> Deal.pieces(slot("of", take)).together(eur(take + ".00"));
            default -> Deal.pieces(slot("a", 1), slot("b", 1), slot("c", take)).off(eur("1.00"));
          };
      promotions.add(Chain.active("p" + i, deal, Conditions.NONE, "", Long.MAX_VALUE, false));
    }
    return promotions;
  }

  @Test
  void aDealIsFoundAndNoGapIsMoreThanItCosts() {
    for (int count : List.of(30, 200, 990)) {
      for (long quantity : List.of(1L, 7L, 1_000L)) {
        List<PricedLine> lines = lines(count, quantity);
        Steps steps = new Steps(PromotionServer.STEPS);
        Outcome outcome = apply(lines, ofAllProducts(300), steps);
        // a better deal would save more, but it is not found in so few steps
        assertThat(outcome.total())
            .as("%d x %d", count, quantity)
            .isLessThan(plain(lines) / 100 * (count > 200 ? 97 : 75));
        assertThat(outcome.gap()).isLessThanOrEqualTo(outcome.total());
        assertThat(steps.taken()).isLessThanOrEqualTo(PromotionServer.STEPS);
      }
    }
  }

  @Test
  void slotsOfTheSameProductsAreNoMoreWork() {
    Deal deal = Deal.pieces(slot("a", 1), slot("b", 1), slot("c", 1)).together(eur("1.00"));
    Outcome outcome =
        apply(
            lines(20, 1),
            List.of(Chain.active("p", deal, Conditions.NONE, "", Long.MAX_VALUE, false)),
            new Steps(PromotionServer.STEPS));
    assertThat(outcome.gap()).isZero();
  }
}
