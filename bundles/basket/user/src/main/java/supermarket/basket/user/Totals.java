package supermarket.basket.user;

import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.BasketFacts;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;
import supermarket.basket.api.Reason;
import supermarket.basket.api.catalogue.Quotes;
import supermarket.basket.api.deployment.PricedBaskets;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Facts;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.basket.api.promotion.PromotionEngine.Refused;
import supermarket.basket.api.promotion.PromotionEngine.Result;
import supermarket.basket.api.promotion.PromotionEngine.Turn;
import supermarket.pricing.api.CostContract;

/**
 * Adds the lines of a basket up, when promotions are taken off them, with the tax.
 *
 * <p>Thread safety: immutable; any thread.
 */
record Totals(PromotionEngine engine, RecentBaskets recent) {

  /** Returns the reply for an empty basket. */
  BasketReply ofNothing(BasketFacts facts, Quotes quotes) {
    Promoted promoted = quotes.promotions().isEmpty() ? null : Promoted.NONE;
    if (promoted != null && facts.explain()) {
      promoted =
          new Promoted(
              List.of(),
              true,
              null,
              engine.explainEmpty(
                  quotes.promotions(),
                  quotes.facts(facts.member(), facts.codes()),
                  quotes.currency()));
    }
    return new BasketReply.Priced(Money.zero(quotes.currency()), List.of(), List.of(), promoted);
  }

  /** Returns the reply for some lines, at least one. */
  BasketReply of(List<PricedLine> lines, BasketRequest request, Quotes quotes)
      throws InterruptedException {
    if (CostContract.isTooLarge(sum(lines))) {
      return tooLarge();
    }
    ActivePromotions promotions = quotes.promotions();
    if (promotions.isEmpty()) {
      return priced(lines, quotes, null);
    }
    BasketFacts facts = request.facts();
    Facts told = quotes.facts(facts.member(), facts.codes());
    Turn turn = new Turn(request.owner().supermarket(), request.deadline());
    return switch (engine.apply(promotions, told, lines, facts.explain(), turn)) {
      case Refused(Reason reason, String detail) -> new BasketReply.Rejected(reason, detail);
      case Result(List<PricedLine> changed, Promoted promoted) -> {
        BasketReply.Priced priced = priced(changed, quotes, promoted);
        recent.add(new PricedBaskets.Recorded(lines, told));
        yield priced;
      }
    };
  }

  private static BasketReply.Priced priced(
      List<PricedLine> lines, Quotes quotes, @Nullable Promoted promoted) {
    return new BasketReply.Priced(sum(lines), lines, Taxes.of(lines, quotes), promoted);
  }

  private static BasketReply tooLarge() {
    return new BasketReply.Rejected(Reason.TOO_LARGE, "the total is too large", List.of());
  }

  private static Money sum(List<PricedLine> lines) {
    Money total = lines.get(0).cost();
    for (int i = 1; i < lines.size(); i++) {
      total = total.plus(lines.get(i).cost());
    }
    return total;
  }
}
