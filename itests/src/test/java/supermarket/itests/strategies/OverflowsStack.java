package supermarket.itests.strategies;

import org.joda.money.Money;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/** Calls itself for ever. */
public final class OverflowsStack implements PricingStrategy, PricingRule {
  @Override
  public PricingRule rule(Terms terms) {
    return this;
  }

  @Override
  public Money cost(Line line) {
    return line.quantity() < 0 ? line.undiscounted() : cost(line).plus(1);
  }
}
