package supermarket.basket.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static supermarket.basket.promotion.Chain.eur;
import static supermarket.basket.promotion.Chain.line;
import static supermarket.basket.promotion.Chain.share;
import static supermarket.basket.promotion.Chain.slot;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.promotion.pricing.Basket;
import supermarket.basket.promotion.pricing.Candidate;
import supermarket.basket.promotion.pricing.Outcome;
import supermarket.basket.promotion.search.Steps;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;

/** Nearly all baskets are proven within the steps. Steps are counted, so this never changes. */
class ProofTest {

  private static Deal buy(int count, int get, String share, String... codes) {
    return Deal.pieces(slot("buy", count, codes), slot("get", get, codes))
        .payEach(
            List.of(
                Collections.nCopies(count, Share.WHOLE), Collections.nCopies(get, share(share))));
  }

  @Test
  void offersThatOverlapOnFewProductsAreProven() {
    Chain chain =
        new Chain()
            .with("a", Deal.pieces(slot("of", 2, "P", "Q")).pay(pair("1/2")))
            .with(
                "b",
                Deal.pieces(slot("x", 1, "S"), slot("y", 1, "T"), slot("z", 1, "R", "T"))
                    .together(eur("7.49")))
            .with("c", Deal.pieces(slot("of", 2, "Q", "S")).pay(pair("0/1")), 3)
            .with("d", buy(2, 1, "1/2", "U", "R", "T"));
    assertThat(
            chain
                .apply(
                    line("U", "9.69", 12),
                    line("Q", "1.49", 1),
                    line("R", "8.39", 11),
                    line("P", "6.99", 9),
                    line("T", "0.59", 2),
                    line("S", "6.39", 1))
                .promoted()
                .proven())
        .isTrue();
  }

  @Test
  void buyTwoGetOneOfTheSameSetIsProven() {
    Chain chain =
        new Chain()
            .with("a", Deal.pieces(slot("of", 2, "P")).pay(pair("1/2")), 3)
            .with("b", buy(2, 1, "1/2", "P", "Q", "R"));
    assertThat(
            chain
                .apply(line("P", "0.89", 169), line("Q", "1.39", 6), line("R", "8.39", 6))
                .promoted()
                .proven())
        .isTrue();
  }

  private static List<Share> pair(String second) {
    return List.of(Share.WHOLE, share(second));
  }

  /** However many pieces there are: more of them are no more work. */
  @Test
  void madeUpBasketsAreProven() {
    assertThat(unproven(8, 30, 12, 1)).isLessThanOrEqualTo(1);
    assertThat(unproven(20, 60, 20, 1)).isLessThanOrEqualTo(2);
    assertThat(unproven(8, 30, 12, 1_000)).isLessThanOrEqualTo(4);
    assertThat(unproven(40, 100, 40, 1)).isLessThanOrEqualTo(15);
  }

  /** Returns how many of 300 baskets are not proven. */
  private static int unproven(int products, int pieces, int offers, long times) {
    int unproven = 0;
    for (long seed = 0; seed < 300; seed++) {
      Made made = new Made(seed, products);
      List<PricedLine> lines =
          made.lines(pieces).stream().map(line -> Chain.times(line, times)).toList();
      List<ActivePromotion> promotions = made.promotions(offers);
      Basket basket =
          Basket.of(new ActivePromotions(promotions, List.of(), Set.of()), Chain.FACTS, lines);
      Outcome outcome = Outcome.of(basket, Candidate.of(basket), new Steps(PromotionServer.STEPS));
      unproven += outcome.gap() == 0 ? 0 : 1;
    }
    return unproven;
  }
}
