package supermarket.promotion.threshold;

import java.util.List;
import org.joda.money.Money;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.Promotion;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.pricing.api.promotion.PromotionTerms;
import supermarket.pricing.api.promotion.Reduction;
import supermarket.pricing.api.promotion.Threshold;
import supermarket.pricing.api.promotion.Tier;

/** From so many {@code pieces} or so much {@code spend} on, {@code percent} or an amount is off. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE)
@Promotion("threshold")
public final class OffFromThreshold implements PromotionKind {

  @Override
  public Deal deal(PromotionTerms terms) {
    Products of = terms.has("of") ? terms.products("of") : Products.EVERY;
    return Deal.rest(of, List.of(new Tier(from(terms), off(terms))));
  }

  private static Threshold from(PromotionTerms terms) {
    return terms.either("pieces", "spend").equals("pieces")
        ? new Threshold.Pieces(terms.quantity("pieces"))
        : new Threshold.Spend(terms.amount("spend"));
  }

  private static Reduction off(PromotionTerms terms) {
    if (terms.either("percent", "off").equals("percent")) {
      Share share = terms.share("percent");
      require("percent", share.numerator() > 0);
      return new Reduction.Part(share);
    }
    Money amount = terms.amount("off");
    require("off", amount.isPositive());
    return new Reduction.Amount(amount);
  }

  private static void require(String name, boolean givesSomething) {
    if (!givesSomething) {
      throw new IllegalArgumentException(
          "parameter '" + name + "' is 0, so nothing is given: it must be more");
    }
  }
}
