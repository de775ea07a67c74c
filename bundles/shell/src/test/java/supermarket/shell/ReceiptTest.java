package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.Allocation;
import supermarket.basket.api.AppliedPromotion;
import supermarket.basket.api.AppliedPromotion.Pieces;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.ExplainedPromotion;
import supermarket.basket.api.ExplainedPromotion.Outcome;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;

class ReceiptTest {

  private static final Money TWO = Money.parse("EUR 2.00");
  private static final Money FOUR = Money.parse("EUR 4.00");

  private static final PricedLine LINE = new PricedLine("A", 2, TWO, FOUR, "flat", "1.0.0");

  private static String receipt(PricedLine line, Promoted promoted) {
    return Receipt.of(new Priced(line.cost(), List.of(line), List.of(), promoted));
  }

  @Test
  void aBasketOfAChainWithoutPromotionsLooksAsItAlwaysDid() {
    assertThat(receipt(LINE, null))
        .doesNotContain("PLAIN", "PROMOTIONS", "promotion")
        .endsWith("total EUR 4.00");
  }

  @Test
  void aLineSaysItsPlainCostAndWhatEachPromotionTookOff() {
    PricedLine line = LINE.with(TWO, List.of(new Allocation("a", TWO)));
    assertThat(receipt(line, Promoted.NONE).lines())
        .satisfiesExactly(
            head -> assertThat(head).contains("PLAIN", "COST", "PROMOTIONS"),
            rule -> assertThat(rule).containsOnlyOnce("  -----  ----  "),
            row -> assertThat(row).containsSubsequence("A", "2", "2.00", "4.00", "2.00", "a -2.00"),
            total -> assertThat(total).isEqualTo("total EUR 2.00"));
    assertThat(receipt(LINE, Promoted.NONE).lines().toList().get(2)).endsWith(" -");
  }

  @Test
  void whatAppliedIsToldWithItsPieces() {
    AppliedPromotion applied =
        new AppliedPromotion(
            "lunch",
            "",
            "bundle",
            "1.2.0",
            2,
            TWO,
            List.of(new Pieces("A", "main", 2, 1), new Pieces("B", "", 1, 0)));
    assertThat(receipt(LINE, new Promoted(List.of(applied), true, null, List.of())))
        .contains("\npromotion lunch (bundle@1.2.0) 2 times, -2.00: 3 A as main (1 free), 1 B")
        .doesNotContain("proven");
  }

  /** A name such as "of" says nothing that the pieces do not say. */
  @Test
  void theOnlyRoleOfAPromotionIsNotTold() {
    AppliedPromotion applied =
        new AppliedPromotion(
            "soft",
            "",
            "n-for-m",
            "1.0.0",
            1,
            TWO,
            List.of(new Pieces("A", "of", 2, 1), new Pieces("B", "of", 0, 1)));
    assertThat(receipt(LINE, new Promoted(List.of(applied), true, null, List.of())))
        .contains("1 time, -2.00: 3 A (1 free), 1 B (1 free)");
  }

  @Test
  void aGapIsTold() {
    assertThat(receipt(LINE, new Promoted(List.of(), false, TWO, List.of())))
        .contains("It is not proven that this is the best deal", "up to 2.00 more");
  }

  @Test
  void eachExplanationHasALineInWords() {
    assertThat(
            receipt(
                LINE,
                new Promoted(
                    List.of(),
                    true,
                    null,
                    List.of(
                        new ExplainedPromotion(
                            "a", Outcome.PIECES_MISSING, "2 of 3 pieces", 1, null),
                        new ExplainedPromotion("b", Outcome.LOST, "lost to c", 0, TWO)))))
        .contains("OUTCOME", "pieces missing", "2 of 3 pieces", "lost", "lost to c");
  }
}
