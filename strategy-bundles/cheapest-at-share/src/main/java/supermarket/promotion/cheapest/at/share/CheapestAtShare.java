package supermarket.promotion.cheapest.at.share;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Promotion;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.pricing.api.promotion.PromotionTerms;
import supermarket.pricing.api.promotion.Shares;
import supermarket.pricing.api.promotion.Slot;

/** Of every {@code take} pieces, two if it is left out, the cheapest costs a {@code share}. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE)
@Promotion("cheapest-at-share")
public final class CheapestAtShare implements PromotionKind {

  @Override
  public Deal deal(PromotionTerms terms) {
    Slot of = terms.slot("of", terms.has("take") ? terms.quantity("take") : 2);
    Share share = terms.share("share");
    if (of.count() < 2) {
      throw new IllegalArgumentException(
          "parameter 'take' is 1, but must be at least 2: each piece would cost the share");
    }
    if (share.numerator() == share.denominator()) {
      throw new IllegalArgumentException(
          "parameter 'share' is the whole price, so nothing is given: it must be less than 1");
    }
    return Deal.pieces(of).pay(Shares.allBut(of.count(), 1, share));
  }
}
