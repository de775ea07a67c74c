package supermarket.itests.strategies;

import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.pricing.api.promotion.PromotionTerms;
import supermarket.pricing.api.promotion.Shares;
import supermarket.pricing.api.promotion.Slot;

/** Each of so many pieces costs a {@code share}; none of the kinds that ship does this. */
public final class EachAtShare implements PromotionKind {

  @Override
  public Deal deal(PromotionTerms terms) {
    Slot of = terms.slot("of", terms.quantity("take"));
    return Deal.pieces(of).pay(Shares.each(of.count(), terms.share("share")));
  }
}
