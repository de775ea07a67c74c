package supermarket.itests.strategies;

import org.joda.money.Money;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/** Spins and ignores interrupts, until the system property "test.spin.stop" is set. */
public final class Spins implements PricingStrategy, PricingRule {
  @Override
  public PricingRule rule(Terms terms) {
    return this;
  }

  @Override
  public Money cost(Line line) {
    while (System.getProperty("test.spin.stop") == null) {
      Thread.onSpinWait();
    }
    return line.undiscounted();
  }
}
