package supermarket.itests.strategies;

import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/** Its constructor throws. */
public final class NeverComesUp implements PricingStrategy {

  public NeverComesUp() {
    throw new IllegalStateException("on purpose");
  }

  @Override
  public PricingRule rule(Terms terms) {
    throw new IllegalStateException("on purpose");
  }
}
