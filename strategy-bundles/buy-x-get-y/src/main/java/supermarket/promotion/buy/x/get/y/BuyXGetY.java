package supermarket.promotion.buy.x.get.y;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Promotion;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.pricing.api.promotion.PromotionTerms;
import supermarket.pricing.api.promotion.Shares;
import supermarket.pricing.api.promotion.Slot;

/** With the pieces of {@code buy}, those of {@code get} are free, or cost a {@code share}. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE)
@Promotion("buy-x-get-y")
public final class BuyXGetY implements PromotionKind {

  @Override
  public Deal deal(PromotionTerms terms) {
    Slot buy = terms.slot("buy");
    Slot get = terms.slot("get");
    Share share = terms.has("share") ? terms.share("share") : Share.NOTHING;
    if (share.numerator() == share.denominator()) {
      throw new IllegalArgumentException(
          "parameter 'share' is the whole price, so nothing is given: it must be less than 1");
    }
    return Deal.pieces(buy, get)
        .payEach(List.of(Shares.each(buy.count(), Share.WHOLE), Shares.each(get.count(), share)));
  }
}
