package supermarket.benchmarks;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.joda.money.Money;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Facts;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.basket.promotion.PromotionServer;
import supermarket.basket.promotion.pricing.Basket;
import supermarket.basket.promotion.pricing.Candidate;
import supermarket.basket.promotion.pricing.Outcome;
import supermarket.basket.promotion.search.Steps;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Pay;
import supermarket.pricing.api.promotion.Slot;

/**
 * A basket, and the promotions that touch it.
 *
 * @param promotions of its chain
 * @param lines as their strategies have priced them
 */
record PromotionTrial(ActivePromotions promotions, List<PricedLine> lines) {

  /** So many steps a search takes at most. */
  static final long STEPS = 20_000;

  /** So many pieces of a product most customers buy at most. */
  static final long FEW = 12;

  private static final int MOST_TRIES = 1_000;

  private static final Facts FACTS =
      new Facts("sp1", Set.of(), LocalDateTime.parse("2026-12-01T12:00"), false, Set.of());
  private static final PromotionEngine ENGINE = new PromotionServer();

  /** Prices it. */
  PromotionEngine.Result apply() {
    return ENGINE.apply(promotions, FACTS, lines, false);
  }

  /** Returns how many steps the search takes. */
  long steps() {
    Basket basket = Basket.of(promotions, FACTS, lines);
    Steps steps = new Steps(STEPS);
    Outcome.of(basket, Candidate.of(basket), steps);
    return steps.taken();
  }

  /** Returns how many promotions name a product of it. */
  int touching() {
    return Candidate.of(Basket.of(promotions, FACTS, lines)).size();
  }

  /** Returns whether it is as most baskets are. */
  boolean isOfFewPieces() {
    return lines.stream().allMatch(line -> line.quantity() <= FEW);
  }

  /** Returns what promotions of pieces save, in minor units. */
  long savingOfPieces(PromotionEngine.Result result) {
    Set<String> ids = offers().stream().map(ActivePromotion::id).collect(Collectors.toSet());
    return result.promoted().applied().stream()
        .filter(each -> ids.contains(each.id()))
        .mapToLong(each -> each.saving().getAmountMinorLong())
        .sum();
  }

  /** Returns what it costs without promotions, in minor units. */
  long plain() {
    return lines.stream().mapToLong(line -> line.cost().getAmountMinorLong()).sum();
  }

  private List<ActivePromotion> offers() {
    return promotions.all().stream().filter(each -> each.deal() instanceof Deal.Pieces).toList();
  }

  /** Returns one that has a property too, as small as some tries make it. */
  PromotionTrial smallest(Predicate<PromotionTrial> property) {
    PromotionTrial trial = new PromotionTrial(of(touchingOffers()), lines);
    int[] tries = new int[1];
    for (PromotionTrial smaller = trial; smaller != null; ) {
      trial = smaller;
      smaller =
          trial.smaller().stream()
              .takeWhile(each -> tries[0]++ < MOST_TRIES)
              .filter(property)
              .findFirst()
              .orElse(null);
    }
    return trial;
  }

  private List<ActivePromotion> touchingOffers() {
    Set<String> known = products();
    return offers().stream().filter(each -> canFill((Deal.Pieces) each.deal(), known)).toList();
  }

  private Set<String> products() {
    return lines.stream().map(PricedLine::product).collect(Collectors.toSet());
  }

  /** Returns whether each slot has a product of the basket. */
  private static boolean canFill(Deal.Pieces deal, Set<String> known) {
    return deal.slots().stream()
        .allMatch(slot -> slot.of().codes().stream().anyMatch(known::contains));
  }

  private List<PromotionTrial> smaller() {
    List<PromotionTrial> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      all.add(new PromotionTrial(promotions, without(lines, i)));
    }
    List<ActivePromotion> offers = promotions.all();
    for (int i = 0; i < offers.size(); i++) {
      all.add(new PromotionTrial(of(without(offers, i)), lines));
    }
    for (int i = 0; i < lines.size(); i++) {
      PricedLine line = lines.get(i);
      if (line.quantity() > 1) {
        List<PricedLine> others = new ArrayList<>(lines);
        others.set(i, MadeUpChain.line(line.product(), line.unitPrice(), line.quantity() / 2));
        all.add(new PromotionTrial(promotions, others));
      }
    }
    all.removeIf(trial -> trial.lines.isEmpty());
    return all;
  }

  private static <T> List<T> without(List<T> all, int index) {
    List<T> others = new ArrayList<>(all);
    others.remove(index);
    return others;
  }

  private static ActivePromotions of(List<ActivePromotion> all) {
    return new ActivePromotions(all, List.of(), Set.of());
  }

  /** Returns it as a test of the engine would write it. */
  String asTest() {
    StringBuilder text = new StringBuilder("new Chain()");
    Set<String> known = products();
    for (ActivePromotion each : touchingOffers()) {
      Deal.Pieces deal = (Deal.Pieces) each.deal();
      long atMost = each.promotion().atMost();
      text.append(
          "%n    .with(\"%s\", Deal.pieces(%s)%s%s)"
              .formatted(
                  each.id(),
                  deal.slots().stream()
                      .map(slot -> text(slot, known))
                      .collect(Collectors.joining(", ")),
                  text(deal.pay()),
                  atMost == Long.MAX_VALUE ? "" : ", " + atMost));
    }
    return text.append(
            lines.stream()
                .map(
                    line ->
                        "line(\"%s\", \"%s\", %d)"
                            .formatted(line.product(), text(line.unitPrice()), line.quantity()))
                .collect(Collectors.joining(",%n        ".formatted(), "\n    .apply(", ");")))
        .toString();
  }

  private static String text(Slot slot, Set<String> known) {
    return slot.of().codes().stream()
        .filter(known::contains)
        .map("\"%s\""::formatted)
        .collect(
            Collectors.joining(
                ", ", "slot(\"%s\", %d, ".formatted(slot.name(), slot.count()), ")"));
  }

  private static String text(Pay pay) {
    return switch (pay) {
      case Pay.Together(Money price) -> ".together(eur(\"" + text(price) + "\"))";
      case Pay.Off(Money amount) -> ".off(eur(\"" + text(amount) + "\"))";
      case Pay.Each(List<List<Share>> shares) ->
          shares.stream()
              .map(
                  its ->
                      its.stream()
                          .map(
                              share ->
                                  "share(\"%d/%d\")"
                                      .formatted(share.numerator(), share.denominator()))
                          .collect(Collectors.joining(", ", "List.of(", ")")))
              .collect(Collectors.joining(", ", ".payEach(List.of(", "))"));
    };
  }

  private static String text(Money money) {
    return money.getAmount().toPlainString();
  }
}
