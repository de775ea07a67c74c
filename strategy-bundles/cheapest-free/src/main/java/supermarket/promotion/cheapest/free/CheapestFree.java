package supermarket.promotion.cheapest.free;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Promotion;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.pricing.api.promotion.PromotionTerms;
import supermarket.pricing.api.promotion.Shares;
import supermarket.pricing.api.promotion.Slot;

/** Of every {@code take} pieces, the cheapest is free. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE)
@Promotion("cheapest-free")
public final class CheapestFree implements PromotionKind {

  @Override
  public Deal deal(PromotionTerms terms) {
    Slot of = terms.slot("of", terms.quantity("take"));
    if (of.count() < 2) {
      throw new IllegalArgumentException(
          "parameter 'take' is 1, but must be at least 2: each piece would be free");
    }
    return Deal.pieces(of).pay(Shares.allBut(of.count(), 1, Share.NOTHING));
  }
}
