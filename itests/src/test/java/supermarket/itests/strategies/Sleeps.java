package supermarket.itests.strategies;

import org.joda.money.Money;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/** Waits for ever, but minds an interrupt. */
public final class Sleeps implements PricingStrategy, PricingRule {
  @Override
  public PricingRule rule(Terms terms) {
    return this;
  }

  @Override
  public Money cost(Line line) {
    Object never = new Object();
    synchronized (never) {
      try {
        while (true) {
          never.wait();
        }
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException("interrupted", interrupted);
      }
    }
  }
}
