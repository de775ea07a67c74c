package supermarket.itests.strategies;

import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.pricing.api.promotion.PromotionTerms;

/** Each piece costs less by so many units, times a number that is another one in each version. */
public final class TakesCents implements PromotionKind {

  /** What stands in the class file where a version has its own number. */
  public static final long PLACE = 1_234_567;

  @Override
  public Deal deal(PromotionTerms terms) {
    return Deal.pieces(terms.slot("of", 1))
        .off(terms.amount("unit").multipliedBy(PLACE).multipliedBy(terms.quantity("by")));
  }
}
