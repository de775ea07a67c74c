package supermarket.basket.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.Allocation;
import supermarket.basket.api.BasketFacts;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.ExplainedPromotion;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;
import supermarket.basket.api.Reason;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.VatAmount;
import supermarket.basket.api.catalogue.Quotes;
import supermarket.basket.api.catalogue.VatRates;
import supermarket.basket.api.deployment.PricedBaskets.Recorded;
import supermarket.basket.api.operation.InvalidSetting;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Facts;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.basket.api.promotion.PromotionEngine.Refused;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.Slot;

class TotalsTest {

  private static final Money ONE = Money.parse("EUR 1.00");
  private static final BasketFacts FACTS =
      new BasketFacts(Instant.EPOCH, true, Set.of("LUNCH"), true);
  private static final Deadline DEADLINE = new Deadline(5);
  private static final BasketRequest REQUEST =
      new BasketRequest("1", Baskets.ANN, List.of(), DEADLINE, RevisionId.NONE, null, FACTS, null);
  private static final Facts TOLD =
      new Facts("sp1", Set.of(), LocalDate.EPOCH.atStartOfDay(), true, Set.of("LUNCH"));

  private static final ActivePromotions SOME =
      new ActivePromotions(
          List.of(
              new ActivePromotion(
                  new Promotion("a", "", "k", Map.of(), Conditions.NONE, "", Long.MAX_VALUE, false),
                  new StrategyId("k", "1.0.0", 1),
                  Deal.pieces(new Slot("of", Products.EVERY, 1)).off(ONE),
                  null)),
          List.of(),
          Set.of());

  private static final ExplainedPromotion MISSING =
      new ExplainedPromotion(
          "a", ExplainedPromotion.Outcome.PIECES_MISSING, "0 of 1 pieces", 1, null);

  private static final long SECOND = 1_000_000_000;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final RecentBaskets recent = new RecentBaskets(3, now::get);
  private @Nullable Refused refused;
  private final List<Boolean> explained = new ArrayList<>();
  private final Totals totals =
      new Totals(
          new PromotionEngine() {
            @Override
            public Result apply(
                ActivePromotions promotions, Facts facts, List<PricedLine> lines, boolean explain) {
              throw new AssertionError("nobody would know how long it is waited for");
            }

            @Override
            public Outcome apply(
                ActivePromotions promotions,
                Facts facts,
                List<PricedLine> lines,
                boolean explain,
                Turn turn) {
              assertThat(turn).isEqualTo(new Turn("sp1", DEADLINE));
              return refused != null ? refused : oneOff(promotions, facts, lines, explain);
            }

            @Override
            public List<ExplainedPromotion> explainEmpty(
                ActivePromotions promotions, Facts facts, CurrencyUnit currency) {
              assertThat(promotions).isSameAs(SOME);
              assertThat(facts).isEqualTo(TOLD);
              assertThat(currency).isEqualTo(CurrencyUnit.EUR);
              return List.of(MISSING);
            }
          },
          recent);

  /** The first line costs one less. */
  private PromotionEngine.Result oneOff(
      ActivePromotions promotions, Facts facts, List<PricedLine> lines, boolean explain) {
    assertThat(promotions).isSameAs(SOME);
    assertThat(facts).isEqualTo(TOLD);
    explained.add(explain);
    List<PricedLine> all = new ArrayList<>(lines);
    PricedLine first = all.getFirst();
    all.set(0, first.with(first.cost().minus(ONE), List.of(new Allocation("a", ONE))));
    return new PromotionEngine.Result(all, new Promoted(List.of(), false, ONE, List.of()));
  }

  private static PricedLine line(String cost) {
    Money price = Money.parse("EUR " + cost);
    return new PricedLine("A", 1, price, price, "flat", "1.0.0");
  }

  /** Taxed with a quarter. */
  private static Quotes quotes(ActivePromotions promotions) {
    VatRates rates =
        new VatRates(
            Map.of(VatRates.STANDARD, new TreeMap<>(Map.of(LocalDate.MIN, new BigDecimal("25")))));
    return new FakePriceBook()
        .promoted(promotions)
        .taxed(rates)
        .pin(List.of(), RevisionId.NONE, 0)
        .quotes(Baskets.ANN, Instant.EPOCH)
        .orElseThrow();
  }

  private Priced priced(ActivePromotions promotions, PricedLine... lines)
      throws InterruptedException {
    return (Priced) totals.of(List.of(lines), REQUEST, quotes(promotions));
  }

  @Test
  void withoutPromotionsNothingIsAskedSaidOrRecorded() throws InterruptedException {
    Priced priced = priced(ActivePromotions.NONE, line("2.00"), line("3.00"));
    assertThat(priced.total()).isEqualTo(Money.parse("EUR 5.00"));
    assertThat(priced.promoted()).isNull();
    assertThat(explained).isEmpty();
    assertThat(recent.end()).isZero();
  }

  @Test
  void theTotalIsOfTheLinesAfterTheirPromotions() throws InterruptedException {
    Priced priced = priced(SOME, line("2.00"), line("3.00"));
    assertThat(priced.total()).isEqualTo(Money.parse("EUR 4.00"));
    assertThat(priced.lines())
        .extracting(PricedLine::cost)
        .containsExactly(ONE, Money.parse("EUR 3.00"));
    assertThat(priced.promoted()).isEqualTo(new Promoted(List.of(), false, ONE, List.of()));
    assertThat(explained).containsExactly(true);
  }

  @Test
  void theTaxIsOfWhatIsPaid() throws InterruptedException {
    assertThat(priced(SOME, line("6.00")).vat())
        .containsExactly(new VatAmount(new BigDecimal("25"), Money.parse("EUR 5.00"), ONE));
  }

  @Test
  void aBasketIsRecordedAsItWasBeforeItsPromotions() throws InterruptedException {
    priced(SOME, line("2.00"), line("3.00"));
    assertThat(recent.from(0).baskets())
        .containsExactly(new Recorded(List.of(line("2.00"), line("3.00")), TOLD));
  }

  @Test
  void aLargeBasketIsPricedAndNotRecorded() throws InterruptedException {
    for (int count : new int[] {RecentBaskets.MOST_LINES, RecentBaskets.MOST_LINES + 1}) {
      PricedLine[] lines = Collections.nCopies(count, line("2.00")).toArray(new PricedLine[0]);
      assertThat(priced(SOME, lines).total())
          .isEqualTo(Money.parse("EUR 2.00").multipliedBy(count).minus(ONE));
    }
    assertThat(recent.end()).isOne();
  }

  @Test
  void theNewestBasketsAreKeptAndWhoReadsOnKnowsWhatHeMissed() throws InterruptedException {
    for (int i = 2; i < 7; i++) {
      priced(SOME, line(i + ".00"));
      now.addAndGet(SECOND / 3);
    }
    assertThat(recent.from(1).missed()).isOne();
    assertThat(recent.from(1).next()).isEqualTo(5);
    assertThat(recent.from(1).baskets())
        .extracting(each -> each.lines().getFirst())
        .containsExactly(line("4.00"), line("5.00"), line("6.00"));
  }

  /** What is kept costs no more the more baskets come, and is not of the last moment only. */
  @Test
  void ofASecondAsManyAreRecordedAsAreKept() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      priced(SOME, line("2.00"));
    }
    assertThat(recent.end()).isEqualTo(3);
    for (int tenth = 0; tenth < 20; tenth++) {
      now.addAndGet(SECOND / 10);
      priced(SOME, line("2.00"));
      priced(SOME, line("3.00"));
    }
    assertThat(recent.end()).isEqualTo(3 + 6);
    now.addAndGet(100 * SECOND);
    for (int i = 0; i < 5; i++) {
      priced(SOME, line("2.00"));
    }
    assertThat(recent.end()).as("a long pause saves nothing up").isEqualTo(3 + 6 + 3);
  }

  @Test
  void aTotalThatIsTooLargeIsRejectedBeforePromotionsAreSearchedFor() throws InterruptedException {
    Money most = Money.of(CurrencyUnit.EUR, new BigDecimal("9999999999999999"));
    PricedLine large = new PricedLine("A", 1, most, most, "flat", "1.0.0");
    BasketReply reply = totals.of(Collections.nCopies(100, large), REQUEST, quotes(SOME));
    assertThat(reply)
        .isInstanceOfSatisfying(
            BasketReply.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.TOO_LARGE));
    assertThat(explained).isEmpty();
  }

  @Test
  void withoutABestDealThereIsNoTotal() throws InterruptedException {
    refused = new Refused(Reason.OVERLOADED, "too many");
    assertThat(totals.of(List.of(line("2.00")), REQUEST, quotes(SOME)))
        .isEqualTo(new BasketReply.Rejected(Reason.OVERLOADED, "too many"));
    assertThat(recent.end()).isZero();
  }

  @Test
  void anEmptyBasketSaysThatNoPromotionAppliesIfThereAreAny() {
    assertThat(ofNothing(BasketFacts.NONE, SOME)).isEqualTo(Promoted.NONE);
    assertThat(ofNothing(BasketFacts.NONE, ActivePromotions.NONE)).isNull();
  }

  private Promoted ofNothing(BasketFacts facts, ActivePromotions promotions) {
    return ((Priced) totals.ofNothing(facts, quotes(promotions))).promoted();
  }

  @Test
  void anEmptyBasketIsExplainedIfThatIsAskedFor() {
    assertThat(ofNothing(FACTS, SOME))
        .isEqualTo(new Promoted(List.of(), true, null, List.of(MISSING)));
    assertThat(ofNothing(FACTS, ActivePromotions.NONE)).isNull();
  }

  @Test
  void howManyBasketsAreKeptIsChecked() {
    for (int wrong : new int[] {0, 100_001}) {
      assertThatExceptionOfType(InvalidSetting.class)
          .isThrownBy(() -> new RecentBaskets(wrong, now::get))
          .withMessageContaining("recent.baskets");
    }
  }
}
