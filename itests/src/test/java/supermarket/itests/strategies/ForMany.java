package supermarket.itests.strategies;

import org.joda.money.Money;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/** Strategies that price up to a hundred pieces at 2.00, and misbehave beyond. */
public abstract class ForMany implements PricingStrategy, PricingRule {

  @Override
  public PricingRule rule(Terms terms) {
    return this;
  }

  @Override
  public Money cost(Line line) {
    if (line.quantity() > 100) {
      misbehave();
    }
    return Money.of(line.unitPrice().getCurrencyUnit(), 2);
  }

  abstract void misbehave();

  /** Throws. */
  public static final class Throws extends ForMany {
    @Override
    void misbehave() {
      throw new IllegalStateException("too many on purpose");
    }
  }

  /** Waits for ever, but minds an interrupt. */
  public static final class Sleeps extends ForMany {
    @Override
    void misbehave() {
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

  /** Spins until the system property "test.spin.stop" is set. */
  public static final class Spins extends ForMany {
    @Override
    void misbehave() {
      while (System.getProperty("test.spin.stop") == null) {
        Thread.onSpinWait();
      }
    }
  }
}
