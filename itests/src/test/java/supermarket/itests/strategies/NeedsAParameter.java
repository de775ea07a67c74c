package supermarket.itests.strategies;

import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/** Wants a parameter that its products do not have. */
public final class NeedsAParameter implements PricingStrategy {
  @Override
  public PricingRule rule(Terms terms) {
    terms.quantity("from");
    return Line::undiscounted;
  }
}
