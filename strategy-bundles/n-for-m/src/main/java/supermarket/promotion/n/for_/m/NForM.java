package supermarket.promotion.n.for_.m;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Promotion;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.pricing.api.promotion.PromotionTerms;
import supermarket.pricing.api.promotion.Shares;
import supermarket.pricing.api.promotion.Slot;

/** Of every {@code take} pieces, {@code pay} are paid: the cheapest are free. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE)
@Promotion("n-for-m")
public final class NForM implements PromotionKind {

  @Override
  public Deal deal(PromotionTerms terms) {
    Slot of = terms.slot("of", terms.quantity("take"));
    long pay = terms.quantity("pay");
    if (pay >= of.count()) {
      throw new IllegalArgumentException(
          "parameter 'pay' is " + pay + ", but must be less than 'take', " + of.count());
    }
    return Deal.pieces(of).pay(Shares.allBut(of.count(), of.count() - pay, Share.NOTHING));
  }
}
