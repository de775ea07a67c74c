package supermarket.basket.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static supermarket.basket.promotion.BestDealTest.BASKETS;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.Allocation;
import supermarket.basket.api.AppliedPromotion;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.PromotionEngine.Result;

/** What holds for each basket, in currencies with none, two and three decimals. */
class PropertiesTest {

  private static final int PIECES = 20;
  private static final List<String> GROUPS = List.of("b", "a");
  private static final Set<String> NO_OFFERS = Set.of("C");

  /** A basket and a chain's promotions. */
  private record Shopping(List<PricedLine> lines, List<ActivePromotion> promotions) {
    static Shopping of(Made made) {
      List<PricedLine> lines = made.lines(PIECES);
      List<ActivePromotion> promotions = new ArrayList<>(made.promotions(4));
      promotions.addAll(made.rests(4));
      return new Shopping(lines, promotions);
    }

    /** Without promotions of what is left to pay. */
    static Shopping ofPieces(long seed) {
      Made made = new Made(seed);
      return new Shopping(made.lines(PIECES), made.promotions(4));
    }

    Result result() {
      return apply(lines, promotions);
    }
  }

  private static Result apply(List<PricedLine> lines, List<ActivePromotion> promotions) {
    return new PromotionServer()
        .apply(new ActivePromotions(promotions, GROUPS, NO_OFFERS), Chain.FACTS, lines, false);
  }

  private static long total(Result result) {
    return total(result.lines());
  }

  private static long total(List<PricedLine> lines) {
    return lines.stream().mapToLong(line -> line.cost().getAmountMinorLong()).sum();
  }

  private static void forEach(LongConsumer seed) {
    LongStream.range(0, BASKETS).forEach(seed);
  }

  private static void forEachShopping(BiConsumer<Shopping, Result> check) {
    forEach(
        seed -> {
          Shopping shopping = Shopping.of(new Made(seed));
          check.accept(shopping, shopping.result());
        });
  }

  @Test
  void lineIsPlainLessItsRuleOrLessWhatPromotionsTookOff() {
    forEachShopping(
        (shopping, result) -> {
          Map<String, Money> off = new HashMap<>();
          for (int i = 0; i < result.lines().size(); i++) {
            PricedLine before = shopping.lines.get(i);
            PricedLine line = result.lines().get(i);
            Money sum = line.cost();
            for (Allocation each : line.allocations()) {
              assertThat(each.off().isPositive()).isTrue();
              sum = sum.plus(each.off());
              off.merge(each.promotion(), each.off(), Money::plus);
            }
            assertThat(line.cost().isNegative()).isFalse();
            assertThat(sum).isIn(before.cost(), before.plainCost());
            if (NO_OFFERS.contains(line.product()) || before.plainCost().isZero()) {
              assertThat(line).isSameAs(before);
            }
          }
          Map<String, Money> applied = new HashMap<>();
          result.promoted().applied().forEach(each -> applied.put(each.id(), each.saving()));
          assertThat(applied).isEqualTo(off);
        });
  }

  @Test
  void orderOfLinesAndPromotionsIsOfNoMatter() {
    forEach(
        seed -> {
          Shopping shopping = Shopping.of(new Made(seed));
          List<PricedLine> lines = new ArrayList<>(shopping.lines);
          List<ActivePromotion> promotions = new ArrayList<>(shopping.promotions);
          Collections.shuffle(lines, new Random(seed));
          Collections.shuffle(promotions, new Random(seed + 1));
          Result result = shopping.result();
          Result other = apply(lines, promotions);
          assertThat(other.lines()).containsExactlyInAnyOrderElementsOf(result.lines());
          assertThat(applied(other)).isEqualTo(applied(result));
        });
  }

  /** Returns what was applied, without the order of the pieces, which is that of the lines. */
  private static Map<AppliedPromotion, Set<AppliedPromotion.Pieces>> applied(Result result) {
    Map<AppliedPromotion, Set<AppliedPromotion.Pieces>> applied = new HashMap<>();
    for (AppliedPromotion each : result.promoted().applied()) {
      AppliedPromotion bare =
          new AppliedPromotion(
              each.id(),
              each.name(),
              each.kind(),
              each.kindVersion(),
              each.times(),
              each.saving(),
              List.of());
      applied.put(bare, Set.copyOf(each.pieces()));
    }
    return applied;
  }

  @Test
  void nothingIsDearerThanWithoutPromotions() {
    forEachShopping(
        (shopping, result) -> assertThat(total(result)).isLessThanOrEqualTo(total(shopping.lines)));
  }

  @Test
  void oneMoreOfferMakesNothingDearer() {
    forEach(
        seed -> {
          Shopping shopping = Shopping.ofPieces(seed);
          List<ActivePromotion> fewer =
              shopping.promotions.subList(0, shopping.promotions.size() - 1);
          assertThat(total(shopping.result()))
              .isLessThanOrEqualTo(total(apply(shopping.lines, fewer)));
        });
  }

  @Test
  void splittingABasketDoesNotHelp() {
    forEach(
        seed -> {
          Shopping shopping = Shopping.ofPieces(seed);
          List<ActivePromotion> unlimited =
              shopping.promotions.stream().map(PropertiesTest::unlimited).toList();
          Random random = new Random(seed);
          List<PricedLine> all = new ArrayList<>();
          List<PricedLine> some = new ArrayList<>();
          List<PricedLine> others = new ArrayList<>();
          for (PricedLine line : shopping.lines) {
            long part = random.nextLong(line.quantity() + 1);
            all.add(flat(line, line.quantity()));
            addUnlessNone(some, line, part);
            addUnlessNone(others, line, line.quantity() - part);
          }
          assertThat(total(apply(all, unlimited)))
              .isLessThanOrEqualTo(total(apply(some, unlimited)) + total(apply(others, unlimited)));
        });
  }

  private static void addUnlessNone(List<PricedLine> lines, PricedLine line, long quantity) {
    if (quantity > 0) {
      lines.add(flat(line, quantity));
    }
  }

  private static PricedLine flat(PricedLine line, long quantity) {
    Money price = line.unitPrice();
    return new PricedLine(
        line.product(), quantity, price, price.multipliedBy(quantity), "flat-price", "1.0.0");
  }

  private static ActivePromotion unlimited(ActivePromotion each) {
    return new ActivePromotion(
        new Promotion(each.id(), "", "kind", Map.of(), Conditions.NONE, "", Long.MAX_VALUE, false),
        each.kind(),
        each.deal(),
        null);
  }

  @Test
  void offerThatIsNotUsedCanBeTakenOut() {
    forEach(
        seed -> {
          Shopping shopping = Shopping.ofPieces(seed);
          Result result = shopping.result();
          Set<String> used =
              Set.copyOf(result.promoted().applied().stream().map(AppliedPromotion::id).toList());
          Result other =
              apply(
                  shopping.lines,
                  shopping.promotions.stream().filter(each -> used.contains(each.id())).toList());
          assertThat(total(other)).isEqualTo(total(result));
          assertThat(times(other)).isEqualTo(times(result));
        });
  }

  private static long times(Result result) {
    return result.promoted().applied().stream().mapToLong(AppliedPromotion::times).sum();
  }

  @Test
  void sameMinorUnitsInEachCurrencyGiveTheSame() {
    LongFunction<List<List<Long>>> inEach =
        seed ->
            Made.CURRENCIES.stream()
                .map(currency -> minor(Shopping.of(new Made(seed, currency)), currency))
                .toList();
    forEach(seed -> assertThat(Set.copyOf(inEach.apply(seed))).hasSize(1));
  }

  private static List<Long> minor(Shopping shopping, CurrencyUnit currency) {
    List<Long> minor = new ArrayList<>();
    for (PricedLine line : shopping.result().lines()) {
      assertThat(line.cost().getCurrencyUnit()).isEqualTo(currency);
      minor.add(line.cost().getAmountMinorLong());
      line.allocations().forEach(each -> minor.add(each.off().getAmountMinorLong()));
    }
    return minor;
  }
}
