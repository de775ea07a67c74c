package supermarket.basket.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static supermarket.basket.promotion.Chain.allocations;
import static supermarket.basket.promotion.Chain.amount;
import static supermarket.basket.promotion.Chain.cheapestFree;
import static supermarket.basket.promotion.Chain.code;
import static supermarket.basket.promotion.Chain.costs;
import static supermarket.basket.promotion.Chain.eur;
import static supermarket.basket.promotion.Chain.least;
import static supermarket.basket.promotion.Chain.line;
import static supermarket.basket.promotion.Chain.part;
import static supermarket.basket.promotion.Chain.products;
import static supermarket.basket.promotion.Chain.share;
import static supermarket.basket.promotion.Chain.slot;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.AppliedPromotion;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Reduction;
import supermarket.pricing.api.promotion.Tier;

/** What others have computed wrongly. Each case names the report. */
class CasesTest {

  private static Chain chain() {
    return new Chain();
  }

  /** BroadleafCommerce #1113. */
  @Test
  void partsSumToWhatIsTakenOff() {
    PromotionEngine.Result result =
        chain()
            .with("two", Chain.amount("2.00"))
            .apply(line("A", "5.00", 1), line("B", "5.00", 1), line("C", "5.00", 1));
    assertThat(allocations(result)).isEqualTo("A:two=0.67 B:two=0.67 C:two=0.66");
    assertThat(amount(result)).isEqualTo("13.00");
  }

  /** magento/magento2 #12721. */
  @Test
  void freeProductBringsNoCentInAnyOrder() {
    List<PricedLine> lines =
        new ArrayList<>(
            List.of(
                line("A", "22.00", 1),
                line("B", "14.00", 1),
                line("C", "43.00", 1),
                line("D", "7.50", 1),
                line("E", "0.00", 1)));
    Chain chain = chain().with("x", Chain.amount("15.00"));
    assertThat(allocations(chain.apply(lines, false)))
        .isEqualTo("A:x=3.81 B:x=2.43 C:x=7.46 D:x=1.30");
    assertThat(allocations(chain.apply(lines.reversed(), false)))
        .isEqualTo("D:x=1.30 C:x=7.46 B:x=2.43 A:x=3.81");
    assertThat(amount(chain.apply(lines, false))).isEqualTo("71.50");
  }

  /** woocommerce #36196. */
  @Test
  void smallLineBearsASmallPart() {
    assertThat(
            costs(
                chain()
                    .with("x", Chain.amount("100.00"))
                    .apply(line("A", "1000.00", 1), line("B", "10.00", 1))))
        .isEqualTo("900.99 9.01");
  }

  /** Sylius #17862. */
  @Test
  void secondAmountTakesWhatIsLeft() {
    PromotionEngine.Result result =
        chain()
            .groups("first", "second")
            .with("a20", Chain.amount("20.00"), "first")
            .with("a80", Chain.amount("80.00"), "second")
            .apply(line("A", "10.56", 3), line("B", "60.00", 1));
    assertThat(allocations(result)).isEqualTo("A:a20=6.91 A:a80=24.77 B:a20=13.09 B:a80=46.91");
    assertThat(amount(result)).isEqualTo("0.00");
  }

  /** vendure #2385. */
  @Test
  void nothingIsBelowZero() {
    assertThat(
            amount(
                chain()
                    .groups("a", "b")
                    .with("all", part("1/1"), "a")
                    .with("some", part("15/100"), "b")
                    .apply(line("A", "100.00", 1))))
        .isEqualTo("0.00");
    assertThat(amount(chain().with("x", Chain.amount("500.00")).apply(line("A", "100.00", 1))))
        .isEqualTo("0.00");
  }

  /** woocommerce #25810. */
  @Test
  void partAndWholeMakeNothing() {
    for (String first : List.of("a", "b")) {
      assertThat(
              amount(
                  chain()
                      .groups(first, first.equals("a") ? "b" : "a")
                      .with("all", part("1/1"), "a")
                      .with("some", part("20/100"), "b")
                      .apply(line("A", "390.00", 1))))
          .isEqualTo("0.00");
    }
  }

  /** Sylius #13371. */
  @Test
  void freeLineBearsNothing() {
    PromotionEngine.Result result =
        chain()
            .groups("amount")
            .with("free", Deal.pieces(slot("of", 1, "A")).pay(List.of(Share.NOTHING)))
            .with("x", Chain.amount("30.00"), "amount")
            .apply(line("A", "25.00", 1), line("B", "50.00", 1), line("C", "75.00", 1));
    assertThat(costs(result)).isEqualTo("0.00 38.00 57.00");
  }

  /** BroadleafCommerce #495. */
  @Test
  void largerOfAGroupWins() {
    assertThat(
            amount(
                chain()
                    .groups("one")
                    .with("a", Chain.amount("2.00"), "one")
                    .with("b", Chain.amount("4.00", "A"), "one")
                    .apply(line("A", "10.00", 1))))
        .isEqualTo("6.00");
  }

  /** odoo PR #282052. */
  @Test
  void equalPricesAreCountedTogether() {
    PromotionEngine.Result result =
        chain()
            .with("free", cheapestFree(3, 1))
            .apply(line("A", "10.00", 1), line("B", "10.00", 4), line("C", "10.00", 1));
    assertThat(amount(result)).isEqualTo("40.00");
    assertThat(result.promoted().applied()).singleElement().satisfies(CasesTest::isTwice);
  }

  private static void isTwice(AppliedPromotion applied) {
    assertThat(applied.times()).isEqualTo(2);
    assertThat(applied.saving()).isEqualTo(eur("20.00"));
    assertThat(applied.pieces().stream().mapToLong(AppliedPromotion.Pieces::given).sum())
        .isEqualTo(2);
    assertThat(applied.pieces().stream().mapToLong(AppliedPromotion.Pieces::paid).sum())
        .isEqualTo(4);
  }

  /** cs.stackexchange 44011. */
  @Test
  void largestSavingFirstIsNotBest() {
    Chain chain =
        chain()
            .with(
                "all",
                Deal.pieces(slot("a", 1, "C"), slot("b", 1, "S"), slot("c", 1, "X"))
                    .together(eur("4.50")))
            .with("cola", cheapestFree(2, 1, "C"));
    assertThat(
            amount(chain.apply(line("C", "2.00", 2), line("S", "3.00", 1), line("X", "1.00", 1))))
        .isEqualTo("6.00");
    assertThat(
            amount(chain.apply(line("C", "2.00", 2), line("S", "3.00", 2), line("X", "1.00", 2))))
        .isEqualTo("9.00");
  }

  /** Dynamics 365, optimal combination. */
  @Test
  void overlapIsPartedBest() {
    Share fourFifths = share("4/5");
    Chain chain =
        chain()
            .with("half", Deal.pieces(slot("of", 2)).pay(List.of(Share.WHOLE, share("1/2"))))
            .with("off", Deal.pieces(slot("of", 2)).pay(List.of(fourFifths, fourFifths)));
    assertThat(
            amount(chain.apply(line("A", "20.00", 2), line("B", "15.00", 1), line("C", "5.00", 1))))
        .isEqualTo("46.00");
    assertThat(amount(chain.apply(line("A", "15.00", 4)))).isEqualTo("45.00");
  }

  /** frappe/erpnext #51750. */
  @Test
  void minimumCountsSeveralProducts() {
    Deal deal =
        Deal.rest(
            products("A", "B"), List.of(new Tier(least(20), new Reduction.Part(share("1/10")))));
    Chain chain = chain().with("ten", deal);
    assertThat(amount(chain.apply(line("A", "1.00", 3), line("B", "1.00", 19)))).isEqualTo("19.80");
    assertThat(amount(chain.apply(line("A", "1.00", 1), line("B", "1.00", 18)))).isEqualTo("19.00");
  }

  /** open-mercato #1706. */
  @Test
  void bestTierThatHoldsWins() {
    Deal deal =
        Deal.rest(
            products("A"),
            List.of(
                new Tier(least(2), new Reduction.Each(eur("9.00"))),
                new Tier(least(5), new Reduction.Each(eur("8.00")))));
    Chain chain = chain().with("tiers", deal);
    List<String> totals = new ArrayList<>();
    for (long quantity : List.of(1L, 2L, 4L, 5L)) {
      totals.add(amount(chain.apply(line("A", "10.00", quantity))));
    }
    assertThat(totals).containsExactly("10.00", "18.00", "36.00", "40.00");
  }

  /** lightspeedretail/webstore #231. */
  @Test
  void discountDoesNotUndoItsCondition() {
    Deal deal =
        Deal.rest(products(), List.of(new Tier(least("50.00"), new Reduction.Amount(eur("5.00")))));
    Chain chain = chain().with("five", deal);
    List<String> totals = new ArrayList<>();
    for (String price : List.of("52.00", "50.00", "49.99")) {
      totals.add(amount(chain.apply(line("A", price, 1))));
    }
    assertThat(totals).containsExactly("47.00", "45.00", "49.99");
  }

  /** easy-digital-downloads #5684. */
  @Test
  void excludedProductTakesPartInNothing() {
    PromotionEngine.Result result =
        chain()
            .noOffers("A")
            .with("half", part("1/2"), code("HALF"))
            .codes("HALF")
            .apply(line("A", "100.00", 1));
    assertThat(amount(result)).isEqualTo("100.00");
    assertThat(result.promoted().applied()).isEmpty();
  }

  /** magento2 #36756. */
  @Test
  void oneOfFourPiecesIsNotEnough() {
    PromotionEngine.Result result =
        chain()
            .with("four", Deal.pieces(slot("of", 4)).off(eur("5.00")))
            .apply(line("A", "20.00", 1));
    assertThat(amount(result)).isEqualTo("20.00");
    assertThat(result.promoted().applied()).isEmpty();
  }

  /** WP-e-Commerce #1784; bagisto #4392. */
  @Test
  void codeOpensItsOwnPromotionOnly() {
    assertThat(
            amount(
                chain()
                    .with("a", part("10/100"), code("A"))
                    .with("b", part("20/100"), code("B"))
                    .codes("A")
                    .apply(line("A", "100.00", 1))))
        .isEqualTo("90.00");
  }

  /** lunarphp/lunar #883. */
  @Test
  void triggerPiecesBearTheirPart() {
    PromotionEngine.Result result =
        chain()
            .with(
                "gift",
                Deal.pieces(slot("buy", 2, "A"), slot("get", 1, "B"))
                    .payEach(List.of(List.of(Share.WHOLE, Share.WHOLE), List.of(Share.NOTHING))))
            .apply(line("A", "10.00", 2), line("B", "5.00", 1));
    assertThat(costs(result)).isEqualTo("16.00 4.00");
    assertThat(result.promoted().applied().getFirst().pieces())
        .containsExactly(
            new AppliedPromotion.Pieces("A", "buy", 2, 0),
            new AppliedPromotion.Pieces("B", "get", 0, 1));
  }

  /** shopware/shopware #8329. */
  @Test
  void thousandsOfPiecesAreNotUnrolled() {
    PricedLine[] lines = new PricedLine[30];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = line("P" + i, "1.00", 200);
    }
    assertThat(amount(chain().with("free", cheapestFree(3, 1)).apply(lines))).isEqualTo("4000.00");
  }
}
