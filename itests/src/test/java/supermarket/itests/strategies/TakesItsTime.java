package supermarket.itests.strategies;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.joda.money.Money;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/** Costs the plain price, and takes 40 ms to say so. */
public final class TakesItsTime implements PricingStrategy, PricingRule {
  @Override
  public PricingRule rule(Terms terms) {
    return this;
  }

  @Override
  public Money cost(Line line) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(40);
    for (long left; (left = end - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(left);
    }
    return line.unitPrice().multipliedBy(line.quantity());
  }
}
