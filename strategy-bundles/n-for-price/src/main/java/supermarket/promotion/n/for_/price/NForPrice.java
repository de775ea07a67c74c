package supermarket.promotion.n.for_.price;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Promotion;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.pricing.api.promotion.PromotionTerms;
import supermarket.pricing.api.promotion.Slot;

/** Every {@code take} pieces cost {@code price} together. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE)
@Promotion("n-for-price")
public final class NForPrice implements PromotionKind {

  @Override
  public Deal deal(PromotionTerms terms) {
    Slot of = terms.slot("of", terms.quantity("take"));
    return Deal.pieces(of).together(terms.amount("price"));
  }
}
