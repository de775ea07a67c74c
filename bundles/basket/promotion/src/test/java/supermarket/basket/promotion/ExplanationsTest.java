package supermarket.basket.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static supermarket.basket.promotion.BestDealTest.BASKETS;
import static supermarket.basket.promotion.Chain.active;
import static supermarket.basket.promotion.Chain.cheapestFree;
import static supermarket.basket.promotion.Chain.code;
import static supermarket.basket.promotion.Chain.eur;
import static supermarket.basket.promotion.Chain.least;
import static supermarket.basket.promotion.Chain.line;
import static supermarket.basket.promotion.Chain.part;
import static supermarket.basket.promotion.Chain.products;
import static supermarket.basket.promotion.Chain.slot;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.ExplainedPromotion;
import supermarket.basket.api.ExplainedPromotion.Outcome;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Hours;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Reduction;
import supermarket.pricing.api.promotion.Slot;
import supermarket.pricing.api.promotion.Tier;

/** Each promotion says what it did, or why it did nothing, and its numbers are true. */
class ExplanationsTest {

  private static final Deal FREE = cheapestFree(3, 1);

  private static Chain chain() {
    return new Chain();
  }

  private static ExplainedPromotion only(PromotionEngine.Result result) {
    assertThat(result.promoted().explained()).hasSize(1);
    return result.promoted().explained().getFirst();
  }

  private static String told(PromotionEngine.Result result) {
    ExplainedPromotion only = only(result);
    return only.outcome() + ": " + only.detail();
  }

  @Test
  void whatWasAppliedSaysWhatItTookOff() {
    assertThat(told(chain().with("x", FREE).explain(line("A", "2.00", 6))))
        .isEqualTo("APPLIED: it took 4.00 off, applied 2 times");
    assertThat(told(chain().with("x", FREE, 1).explain(line("A", "2.00", 6))))
        .isEqualTo("APPLIED: it took 2.00 off, applied once, which is the most");
    assertThat(only(chain().with("x", FREE).explain(line("A", "2.00", 3))).amount())
        .isEqualTo(eur("2.00"));
  }

  @Test
  void windowSaysWhenItIs() {
    LocalDateTime noon = LocalDateTime.parse("2026-12-01T12:00");
    assertThat(told(inWindow(noon.plusMinutes(1), null, Set.of(), null)))
        .isEqualTo("OUTSIDE_WINDOW: it begins on 2026-12-01 at 12:01");
    assertThat(told(inWindow(null, noon, Set.of(), null)))
        .isEqualTo("OUTSIDE_WINDOW: it ended on 2026-12-01 at 12:00");
    assertThat(told(inWindow(noon.plusDays(1), noon.plusDays(1), Set.of(), null)))
        .isEqualTo("OUTSIDE_WINDOW: it has ended");
    assertThat(told(inWindow(noon, noon.plusMinutes(1), Set.of(), null))).startsWith("APPLIED");
    assertThat(told(inWindow(null, null, Set.of(DayOfWeek.FRIDAY), Hours.of("22:00-02:00"))))
        .isEqualTo("OUTSIDE_WINDOW: it holds on FRI 22:00-02:00");
    assertThat(told(inWindow(null, null, Set.of(DayOfWeek.FRIDAY, DayOfWeek.MONDAY), null)))
        .isEqualTo("OUTSIDE_WINDOW: it holds on MON, FRI");
    assertThat(told(inWindow(null, null, Set.of(), Hours.of("22:00-24:00"))))
        .isEqualTo("OUTSIDE_WINDOW: it holds from 22:00-24:00");
  }

  private static PromotionEngine.Result inWindow(
      LocalDateTime from, LocalDateTime until, Set<DayOfWeek> days, Hours hours) {
    return chain()
        .with("x", FREE, new Conditions(from, until, days, hours, Set.of(), false, ""))
        .explain(line("A", "2.00", 3));
  }

  @Test
  void storeMemberCodeAndCurrencyAreTold() {
    Conditions elsewhere = new Conditions(null, null, Set.of(), null, Set.of("sp2"), false, "");
    Conditions members = new Conditions(null, null, Set.of(), null, Set.of(), true, "");
    PricedLine three = line("A", "2.00", 3);
    assertThat(told(chain().with("x", FREE, elsewhere).explain(three)))
        .isEqualTo("OTHER_STORE: it is for other stores");
    assertThat(told(chain().with("x", FREE, members).explain(three)))
        .isEqualTo("MEMBERS_ONLY: it is for members only");
    assertThat(told(chain().with("x", FREE, code("SECRET")).explain(three)))
        .isEqualTo("CODE_MISSING: its code was not given");
    ActivePromotion yen =
        new ActivePromotion(
            new Promotion("x", "", "k", Map.of(), Conditions.NONE, "", Long.MAX_VALUE, false),
            new StrategyId("k", "1.0.0", 1),
            FREE,
            CurrencyUnit.JPY);
    assertThat(told(chain().with(yen).explain(three)))
        .isEqualTo("OTHER_CURRENCY: it is for baskets in JPY");
  }

  @Test
  void missingPiecesAreCounted() {
    Deal meal = Deal.pieces(slot("main", 1, "A"), slot("drink", 3, "B")).off(eur("1.00"));
    assertThat(told(chain().with("x", meal).explain(line("C", "2.00", 3))))
        .isEqualTo("NO_PIECE: no piece takes part");
    PromotionEngine.Result two =
        chain().with("x", meal).explain(line("A", "2.00", 3), line("B", "1.00", 2));
    assertThat(told(two)).isEqualTo("PIECES_MISSING: 2 of 3 pieces in \"drink\"");
    assertThat(only(two).pieces()).isEqualTo(1);
    assertThat(told(chain().noOffers("A").with("x", part("1/2")).explain(line("A", "2.00", 1))))
        .isEqualTo("NO_PIECE: no piece takes part");
  }

  /** A piece that fits two slots goes where no other one fits. */
  @Test
  void pieceIsMissedOnceOnly() {
    Deal both = Deal.pieces(slot("any", 1, "A", "B"), slot("a", 1, "A")).off(eur("1.00"));
    PromotionEngine.Result result =
        chain().with("x", both).explain(line("A", "2.00", 1), line("B", "2.00", 1));
    assertThat(told(result)).startsWith("APPLIED");
    assertThat(told(chain().with("x", both).explain(line("A", "2.00", 1))))
        .isEqualTo("PIECES_MISSING: 0 of 1 pieces in \"a\"");
  }

  @Test
  void missingAmountIsTold() {
    Deal five =
        Deal.rest(
            products(),
            List.of(
                new Tier(least("60.00"), new Reduction.Amount(eur("9.00"))),
                new Tier(least("50.00"), new Reduction.Amount(eur("5.00")))));
    PromotionEngine.Result result = chain().with("x", five).explain(line("A", "46.90", 1));
    assertThat(told(result)).isEqualTo("AMOUNT_MISSING: 3.10 short of 50.00");
    assertThat(only(result).amount()).isEqualTo(eur("3.10"));
    Deal twenty =
        Deal.rest(products("A"), List.of(new Tier(least(20), new Reduction.Amount(eur("9.00")))));
    PromotionEngine.Result three = chain().with("x", twenty).explain(line("A", "1.00", 3));
    assertThat(told(three)).isEqualTo("PIECES_MISSING: 3 of 20 pieces");
    assertThat(only(three).pieces()).isEqualTo(17);
  }

  @Test
  void emptyBasketLacksAllOfEachPromotion() {
    Conditions elsewhere = new Conditions(null, null, Set.of(), null, Set.of("sp2"), false, "");
    Deal spend =
        Deal.rest(products(), List.of(new Tier(least("50.00"), new Reduction.Amount(eur("5.00")))));
    Deal any =
        Deal.rest(products(), List.of(new Tier(least("0.00"), new Reduction.Amount(eur("5.00")))));
    List<ActivePromotion> promotions =
        List.of(
            active("a", FREE, Conditions.NONE, "", Long.MAX_VALUE, false),
            active("b", FREE, Conditions.NONE, "", Long.MAX_VALUE, true),
            active("c", FREE, elsewhere, "", Long.MAX_VALUE, false),
            active("d", Chain.amount("5.00"), Conditions.NONE, "", Long.MAX_VALUE, false),
            active("e", spend, Conditions.NONE, "", Long.MAX_VALUE, false),
            active("f", any, Conditions.NONE, "", Long.MAX_VALUE, false),
            new ActivePromotion(
                new Promotion("g", "", "k", Map.of(), Conditions.NONE, "", Long.MAX_VALUE, false),
                new StrategyId("k", "1.0.0", 1),
                FREE,
                CurrencyUnit.JPY));
    List<ExplainedPromotion> explained =
        new PromotionServer()
            .explainEmpty(
                new ActivePromotions(promotions, List.of(), Set.of()),
                Chain.FACTS,
                CurrencyUnit.EUR);
    assertThat(explained)
        .extracting(each -> each.id() + " " + each.outcome() + ": " + each.detail())
        .containsExactly(
            "a PIECES_MISSING: 0 of 3 pieces",
            "b PIECES_MISSING: 0 of 3 pieces",
            "c OTHER_STORE: it is for other stores",
            "d PIECES_MISSING: 0 of 1 pieces",
            "e AMOUNT_MISSING: 50.00 short of 50.00",
            "f NO_PIECE: no piece takes part",
            "g OTHER_CURRENCY: it is for baskets in JPY");
    assertThat(explained.getFirst().pieces()).isEqualTo(3);
    assertThat(explained.get(4).amount()).isEqualTo(eur("50.00"));
  }

  @Test
  void loserNamesTheWinnerAndWhatItWouldCost() {
    List<ExplainedPromotion> explained =
        chain()
            .with("half", Deal.pieces(slot("of", 1, "A")).off(eur("1.00")))
            .with("most", Deal.pieces(slot("of", 1, "A")).off(eur("1.40")))
            .explain(line("A", "2.00", 1))
            .promoted()
            .explained();
    assertThat(explained.getFirst().detail())
        .isEqualTo("it lost to most: with it the basket would cost 0.40 more");
    assertThat(explained.getFirst().amount()).isEqualTo(eur("0.40"));
    assertThat(explained.getFirst().outcome()).isEqualTo(Outcome.LOST);
    List<ExplainedPromotion> group =
        chain()
            .groups("one")
            .with("a", Chain.amount("2.00"), "one")
            .with("b", Chain.amount("4.00"), "one")
            .explain(line("A", "10.00", 1))
            .promoted()
            .explained();
    assertThat(group.getFirst().detail())
        .isEqualTo("it lost to b: with it the basket would cost 2.00 more");
  }

  @Test
  void darkOneWouldHaveSaved() {
    PromotionEngine.Result result =
        chain()
            .with(active("x", FREE, Conditions.NONE, "", Long.MAX_VALUE, true))
            .explain(line("A", "1.20", 3));
    assertThat(told(result)).isEqualTo("DARK: it is dark: it would have saved 1.20");
    assertThat(Chain.amount(result)).isEqualTo("3.60");
    assertThat(result.promoted().applied()).isEmpty();
    assertThat(
            told(
                chain()
                    .with(active("x", FREE, Conditions.NONE, "", Long.MAX_VALUE, true))
                    .explain(line("A", "1.20", 2))))
        .isEqualTo("PIECES_MISSING: 2 of 3 pieces");
  }

  @Test
  void nothingToSaveIsTold() {
    Deal dear = Deal.pieces(slot("of", 2)).together(eur("9.00"));
    assertThat(told(chain().with("x", dear).explain(line("A", "4.00", 2))))
        .isEqualTo("NO_SAVING: it takes nothing off what is in the basket");
  }

  /**
   * What forcing a promotion costs is what brute force says; pieces that are said to be missing do.
   */
  @Test
  void numbersAreTrue() {
    for (long seed = 0; seed < BASKETS; seed++) {
      Made made = new Made(seed);
      List<PricedLine> lines = made.lines(7);
      List<ActivePromotion> promotions = made.promotions(4);
      BruteForce brute = new BruteForce(promotions, lines);
      long best = brute.best().saving();
      PromotionEngine.Result result = explain(promotions, lines);
      for (int i = 0; i < promotions.size(); i++) {
        ExplainedPromotion explained = result.promoted().explained().get(i);
        BruteForce.Reached with = brute.bestWith(i);
        if (with != null) {
          assertThat(explained.outcome()).as(brute::toString).isIn(Outcome.APPLIED, Outcome.LOST);
        }
        switch (explained.outcome()) {
          case LOST ->
              assertThat(explained.amount().getAmountMinorLong())
                  .as(() -> explained + " " + brute)
                  .isEqualTo(best - with.saving());
          case NO_SAVING -> assertThat(with).isNull();
          case PIECES_MISSING -> missingPiecesDo(promotions, lines, i, explained);
          case NO_PIECE, APPLIED -> assertThat(explained.pieces()).isZero();
          default -> assertThat(explained).isNull();
        }
      }
    }
  }

  private static PromotionEngine.Result explain(
      List<ActivePromotion> promotions, List<PricedLine> lines) {
    return new PromotionServer()
        .apply(new ActivePromotions(promotions, List.of(), Set.of()), Chain.FACTS, lines, true);
  }

  /** Adds the pieces to the slots that are said to lack them: then none is missing. */
  private static void missingPiecesDo(
      List<ActivePromotion> promotions,
      List<PricedLine> lines,
      int number,
      ExplainedPromotion explained) {
    List<PricedLine> more = new ArrayList<>(lines);
    long added = 0;
    List<Slot> slots = ((Deal.Pieces) promotions.get(number).deal()).slots();
    for (Slot slot : slots) {
      String where = slots.size() == 1 ? "" : " in \"" + slot.name() + "\"";
      for (long had = 0; had < slot.count(); had++) {
        if (explained.detail().contains("%d of %d pieces".formatted(had, slot.count()) + where)) {
          String product = slot.of().isEvery() ? "A" : slot.of().codes().iterator().next();
          var price = lines.getFirst().unitPrice().multipliedBy(0).plusMinor(7);
          long missing = slot.count() - had;
          more.add(
              new PricedLine(
                  product, missing, price, price.multipliedBy(missing), "flat-price", "1.0.0"));
          added += missing;
        }
      }
    }
    assertThat(added).isEqualTo(explained.pieces()).isPositive();
    assertThat(explain(promotions, more).promoted().explained().get(number).outcome())
        .isIn(Outcome.APPLIED, Outcome.LOST, Outcome.NO_SAVING);
  }
}
