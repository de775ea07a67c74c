package supermarket.message.broker;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Allocation;
import supermarket.basket.api.AppliedPromotion;
import supermarket.basket.api.ExplainedPromotion;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;
import supermarket.basket.api.promotion.Promotions;
import supermarket.pricing.api.promotion.Deal;

/** Compares what a reply says of promotions with its lines. */
final class PromotedReplies {

  private final CurrencyUnit currency;
  private final List<PricedLine> lines;

  private PromotedReplies(CurrencyUnit currency, List<PricedLine> lines) {
    this.currency = currency;
    this.lines = lines;
  }

  /**
   * Checks that each promotion took off what the lines say, no amount is negative, and all fit
   * together.
   *
   * @param currency of the total
   * @param promoted null if the reply says nothing of promotions
   * @param isExplained whether it was asked why
   * @throws Unreadable if anything is wrong, with what
   */
  static void check(
      CurrencyUnit currency,
      List<PricedLine> lines,
      @Nullable Promoted promoted,
      boolean isExplained)
      throws Unreadable {
    PromotedReplies reply = new PromotedReplies(currency, lines);
    Promoted its = promoted == null ? Promoted.NONE : promoted;
    reply.checkApplied(its.applied());
    reply.checkExplained(its.explained(), isExplained);
    Money gap = its.gap();
    if (its.proven() != (gap == null)
        || (gap != null && !(reply.isRight(gap) && gap.isPositive()))) {
      throw new Unreadable("a reply with a proof that is none");
    }
  }

  private void checkApplied(List<AppliedPromotion> applied) throws Unreadable {
    checkIds(applied.stream().map(AppliedPromotion::id).toList());
    Set<String> products = new HashSet<>();
    lines.forEach(line -> products.add(line.product()));
    Map<String, Money> taken = taken();
    for (AppliedPromotion each : applied) {
      Money off = taken.remove(each.id());
      if (!each.saving().equals(off == null ? Money.zero(currency) : off)) {
        throw new Unreadable("a reply with a promotion that took something else off its lines");
      }
      if (each.times() < 1) {
        throw new Unreadable("a reply with a promotion that was applied at no time");
      }
      if (each.pieces().size() > (long) Deal.MOST_SLOTS * lines.size()) {
        throw new Unreadable("a reply with a promotion of more pieces than it has");
      }
      for (AppliedPromotion.Pieces pieces : each.pieces()) {
        if (pieces.paid() < 0 || pieces.given() < 0 || !products.contains(pieces.product())) {
          throw new Unreadable("a reply with a promotion of pieces that it does not have");
        }
      }
    }
    if (!taken.isEmpty()) {
      throw new Unreadable("a reply with lines that an unknown promotion took something off");
    }
  }

  /** What was taken off all lines, by the id of the promotion. */
  private Map<String, Money> taken() throws Unreadable {
    Map<String, Money> taken = new HashMap<>();
    for (PricedLine line : lines) {
      for (Allocation each : line.allocations()) {
        if (!isRight(each.off()) || !isRight(line.cost())) {
          throw new Unreadable("a reply with an amount of a promotion that cannot be");
        }
        taken.merge(each.promotion(), each.off(), Money::plus);
      }
    }
    return taken;
  }

  private void checkExplained(List<ExplainedPromotion> explained, boolean isAsked)
      throws Unreadable {
    if (!isAsked && !explained.isEmpty()) {
      throw new Unreadable("a reply that explains what nobody asked");
    }
    checkIds(explained.stream().map(ExplainedPromotion::id).toList());
    for (ExplainedPromotion each : explained) {
      Money amount = each.amount();
      if (each.pieces() < 0 || (amount != null && !isRight(amount))) {
        throw new Unreadable("a reply with an amount of a promotion that cannot be");
      }
    }
  }

  /** They come in order, each once. */
  private static void checkIds(Collection<String> ids) throws Unreadable {
    String before = "";
    for (String id : ids) {
      if (!Promotions.isName(id) || id.compareTo(before) <= 0) {
        throw new Unreadable("a reply with promotions that have no ids, or the same");
      }
      before = id;
    }
    if (ids.size() > Promotions.MOST) {
      throw new Unreadable("a reply with more promotions than there may be");
    }
  }

  private boolean isRight(Money amount) {
    return amount.getCurrencyUnit().equals(currency) && !amount.isNegative();
  }
}
