package supermarket.strategy.flat.price;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Strategy;
import supermarket.pricing.api.Terms;

/** Every one at its price. No parameters. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE)
@Strategy("flat-price")
public final class FlatPrice implements PricingStrategy {

  @Override
  public PricingRule rule(Terms terms) {
    return Line::undiscounted;
  }
}
