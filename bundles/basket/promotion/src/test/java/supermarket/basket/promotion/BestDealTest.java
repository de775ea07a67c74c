package supermarket.basket.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.AppliedPromotion;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.PromotionEngine;

/** The engine finds what brute force finds. */
class BestDealTest {

  /** So many baskets each property is tried on: {@code -Dpromotion.baskets=1000000} for more. */
  static final long BASKETS = Long.getLong("promotion.baskets", 10_000);

  @Test
  void isThatOfBruteForce() {
    List<Long> unproven = new ArrayList<>();
    for (long seed = 0; seed < BASKETS; seed++) {
      Made made = new Made(seed);
      List<PricedLine> lines = made.lines(8);
      List<ActivePromotion> promotions = made.promotions(4);
      BruteForce.Reached best = new BruteForce(promotions, lines).best();
      PromotionEngine.Result result =
          new PromotionServer()
              .apply(
                  new ActivePromotions(promotions, List.of(), Set.of()), Chain.FACTS, lines, false);
      if (!result.promoted().proven()) {
        unproven.add(seed);
      }
      assertThat(reached(promotions, lines, result))
          .as(() -> new BruteForce(promotions, lines) + " -> " + result)
          .isEqualTo(best);
    }
    assertThat(unproven).isEmpty();
  }

  private static BruteForce.Reached reached(
      List<ActivePromotion> promotions, List<PricedLine> lines, PromotionEngine.Result result) {
    Money plain = Money.total(lines.stream().map(PricedLine::plainCost).toList());
    Money cost = Money.total(result.lines().stream().map(PricedLine::cost).toList());
    long applications = 0;
    long ranks = 0;
    List<String> ids = promotions.stream().map(ActivePromotion::id).sorted().toList();
    for (AppliedPromotion applied : result.promoted().applied()) {
      applications += applied.times();
      ranks += applied.times() * ids.indexOf(applied.id());
    }
    return new BruteForce.Reached(plain.minus(cost).getAmountMinorLong(), applications, ranks);
  }
}
