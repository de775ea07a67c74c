package supermarket.itests.strategies;

import org.joda.money.Money;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/** Throws at a line of 500 pieces and never comes back from one of more: no check tries so many. */
public final class FailsAtMany implements PricingStrategy, PricingRule {

  private static final int MOST = 500;

  @Override
  public PricingRule rule(Terms terms) {
    return this;
  }

  @Override
  public Money cost(Line line) {
    if (line.quantity() == MOST) {
      throw new IllegalStateException("fails on purpose");
    }
    long steps = line.quantity();
    while (steps > MOST) {
      steps = Math.max(MOST + 1, steps + 1);
    }
    return line.undiscounted();
  }
}
