package supermarket.strategy.bulk.discount;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.Strategy;
import supermarket.pricing.api.Terms;

/** From {@code from} pieces on, every one costs the share {@code pay} of its price. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE)
@Strategy("bulk-discount")
public final class BulkDiscount implements PricingStrategy {

  @Override
  public PricingRule rule(Terms terms) {
    long from = terms.quantity("from");
    Share pay = terms.share("pay");
    return line -> line.quantity() >= from ? pay.of(line.undiscounted()) : line.undiscounted();
  }

  /** Not what each costs then: the line is rounded, not each of its pieces. */
  @Override
  public String words(Terms terms) {
    Share pay = terms.share("pay");
    String share =
        100 % pay.denominator() == 0
            ? pay.numerator() * (100 / pay.denominator()) + " %"
            : pay.numerator() + "/" + pay.denominator();
    return share + " of the price from " + terms.quantity("from");
  }
}
