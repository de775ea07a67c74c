package supermarket.promotion.tiers;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.Promotion;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.pricing.api.promotion.PromotionTerms;
import supermarket.pricing.api.promotion.Tier;

/** The more {@code pieces}, or the more {@code spend}, the more is off. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE)
@Promotion("tiers")
public final class Tiers implements PromotionKind {

  @Override
  public Deal deal(PromotionTerms terms) {
    Products of = terms.has("of") ? terms.products("of") : Products.EVERY;
    List<Tier> tiers =
        terms.either("pieces", "spend").equals("pieces")
            ? terms.tiersByPieces("pieces")
            : terms.tiersBySpend("spend");
    return Deal.rest(of, tiers);
  }
}
