package supermarket.itests.strategies;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/**
 * Strategies that do harm when they are asked for a rule, where a runtime is careless. What spins
 * does so until the system property "test.spin.stop" is set.
 */
public final class BadRules {

  private BadRules() {}

  /** Throws an exception whose message throws. */
  public static final class MessageThrows implements PricingStrategy {
    @Override
    public PricingRule rule(Terms terms) {
      throw new RuntimeException() {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
          throw new IllegalStateException("an honest bug");
        }
      };
    }
  }

  /** Throws an exception whose text never comes. */
  public static final class MessageSpins implements PricingStrategy {
    @Override
    public PricingRule rule(Terms terms) {
      throw new RuntimeException() {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
          return BadCosts.untilTold();
        }

        @Override
        public String toString() {
          return BadCosts.untilTold();
        }
      };
    }
  }

  /** Throws an exception with a text of 50 MB, control characters first. */
  public static final class MessageIsHuge implements PricingStrategy {
    /** Made once: its making takes seconds where memory is slow, which is not what it is about. */
    private static final String HUGE = ("\u001b[31m\u202e" + "x".repeat(94)).repeat(250_000);

    @Override
    public PricingRule rule(Terms terms) {
      throw new IllegalArgumentException(HUGE);
    }
  }

  /** Never makes one. */
  public static final class Spins implements PricingStrategy {
    @Override
    public PricingRule rule(Terms terms) {
      BadCosts.untilTold();
      return Line::undiscounted;
    }
  }

  /** Makes one in nine tenths of the time that it has. */
  public static final class Sleeps implements PricingStrategy {
    @Override
    public PricingRule rule(Terms terms) {
      try {
        if (new CountDownLatch(1).await(900, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("nobody counts down");
        }
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException("interrupted", interrupted);
      }
      return Line::undiscounted;
    }
  }

  /** Its constructor does not come back. */
  public static final class NeverMade implements PricingStrategy {

    public NeverMade() {
      BadCosts.untilTold();
    }

    @Override
    public PricingRule rule(Terms terms) {
      return Line::undiscounted;
    }
  }

  /** Prices well, but does not go. */
  public static final class NeverGoes implements PricingStrategy {
    @Override
    public PricingRule rule(Terms terms) {
      return line -> line.unitPrice();
    }

    /** Called by Declarative Services. */
    public void deactivate() {
      BadCosts.untilTold();
    }
  }
}
