package supermarket.itests.strategies;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.joda.money.Money;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/**
 * Strategies whose cost does harm where a runtime is careless. What spins or blocks does so until
 * the system property "test.spin.stop" is set.
 */
public abstract class BadCosts implements PricingStrategy, PricingRule {

  @Override
  public PricingRule rule(Terms terms) {
    return this;
  }

  static String untilTold() {
    while (System.getProperty("test.spin.stop") == null) {
      Thread.onSpinWait();
    }
    return "told";
  }

  /** Throws an exception whose message never comes. */
  public static final class MessageSpins extends BadCosts {
    @Override
    public Money cost(Line line) {
      throw new Foul() {
        @Override
        public String getMessage() {
          return untilTold();
        }
      };
    }
  }

  /** Throws an exception whose message blocks and ignores interrupts. */
  public static final class MessageBlocks extends BadCosts {
    @Override
    public Money cost(Line line) {
      throw new Foul() {
        @Override
        public String getMessage() {
          Object never = new Object();
          synchronized (never) {
            while (System.getProperty("test.spin.stop") == null) {
              try {
                never.wait(20);
              } catch (InterruptedException ignored) {
                // On purpose.
              }
            }
          }
          return "told";
        }
      };
    }
  }

  /** Throws an exception that answers every question with an error. */
  public static final class MessageThrows extends BadCosts {
    @Override
    public Money cost(Line line) {
      throw new Foul() {
        @Override
        public String getMessage() {
          throw new AssertionError("no message");
        }

        @Override
        public String toString() {
          throw new AssertionError("no text");
        }

        @Override
        public synchronized Throwable getCause() {
          throw new AssertionError("no cause");
        }
      };
    }
  }

  /** Throws an exception with a text of 50 MB, control characters first. */
  public static final class MessageIsHuge extends BadCosts {
    @Override
    public Money cost(Line line) {
      throw new IllegalStateException("\u001b[31m\u202e" + "x".repeat(50_000_000));
    }
  }

  /** Costs more than anybody could read. */
  public static final class CostsTooMuch extends BadCosts {
    @Override
    public Money cost(Line line) {
      return Money.of(line.unitPrice().getCurrencyUnit(), new BigDecimal(BigInteger.TWO.pow(1000)));
    }
  }

  /** Wants more memory than there can be. */
  public static final class WantsAllMemory extends BadCosts {
    @Override
    public Money cost(Line line) {
      long[][] all = new long[1_000][];
      for (int i = 0; i < all.length; i++) {
        all[i] = new long[Integer.MAX_VALUE];
      }
      return line.undiscounted().multipliedBy(all.length);
    }
  }

  /** Not final, so that it can be worse. */
  private static class Foul extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
