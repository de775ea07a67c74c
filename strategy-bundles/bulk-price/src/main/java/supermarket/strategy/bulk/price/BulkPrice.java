package supermarket.strategy.bulk.price;

import org.joda.money.Money;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Strategy;
import supermarket.pricing.api.Terms;

/** From {@code from} pieces on, each one costs {@code price}, which is at most the unit price. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE)
@Strategy("bulk-price")
public final class BulkPrice implements PricingStrategy {

  @Override
  public PricingRule rule(Terms terms) {
    long from = terms.quantity("from");
    Money price = terms.amount("price");
    if (price.isGreaterThan(terms.unitPrice())) {
      throw new IllegalArgumentException(
          "parameter 'price' is " + price + ", above the unit price of " + terms.unitPrice());
    }
    return line ->
        line.quantity() >= from ? price.multipliedBy(line.quantity()) : line.undiscounted();
  }

  @Override
  public String words(Terms terms) {
    Money each = terms.amount("price");
    return each.getAmount().toPlainString() + " each from " + terms.quantity("from");
  }
}
