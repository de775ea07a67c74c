package supermarket.itests.strategies;

import java.lang.reflect.AccessibleObject;
import java.util.List;
import java.util.Locale;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/** What strategies must not do, one class for each kind; made or called, each says that it ran. */
public final class Impure {

  public static final String RAN = "test.impure.ran";

  public static final List<Class<? extends PricingStrategy>> ALL =
      List.of(
          Clock.class,
          Chance.class,
          Spinning.class,
          Exit.class,
          Halt.class,
          DefaultLocale.class,
          Threads.class,
          Output.class,
          Reflection.class,
          Uninstalling.class,
          Registering.class);

  private Impure() {}

  private static void ran() {
    System.setProperty(RAN, "yes");
  }

  public static final class Clock implements PricingStrategy {
    @Override
    public PricingRule rule(Terms terms) {
      return line -> System.nanoTime() == 0 ? line.unitPrice() : line.undiscounted();
    }
  }

  public static final class Chance implements PricingStrategy {
    @Override
    public PricingRule rule(Terms terms) {
      return line -> Math.random() < 0.5 ? line.unitPrice() : line.undiscounted();
    }
  }

  public static final class Spinning implements PricingStrategy {
    @Override
    public PricingRule rule(Terms terms) {
      Thread.ofVirtual()
          .start(
              () -> {
                while (true) {
                  Thread.onSpinWait();
                }
              });
      return Line::undiscounted;
    }
  }

  public static final class Exit implements PricingStrategy {
    @Override
    public PricingRule rule(Terms terms) {
      System.exit(1);
      return Line::undiscounted;
    }
  }

  public static final class Halt implements PricingStrategy {
    @Override
    public PricingRule rule(Terms terms) {
      Runtime.getRuntime().halt(1);
      return Line::undiscounted;
    }
  }

  public static final class DefaultLocale implements PricingStrategy {
    @Override
    public PricingRule rule(Terms terms) {
      Locale.setDefault(Locale.ROOT);
      return Line::undiscounted;
    }
  }

  public static final class Threads implements PricingStrategy {

    public Threads() {
      for (int i = 0; i < 600; i++) {
        new Thread(Impure::ran).start();
      }
    }

    @Override
    public PricingRule rule(Terms terms) {
      return Line::undiscounted;
    }
  }

  public static final class Output implements PricingStrategy {
    @Override
    public PricingRule rule(Terms terms) {
      System.out.println("a line of output");
      return Line::undiscounted;
    }
  }

  public static final class Reflection implements PricingStrategy {
    @Override
    public PricingRule rule(Terms terms) {
      AccessibleObject.setAccessible(Money.class.getDeclaredFields(), true);
      return Line::undiscounted;
    }
  }

  public static final class Uninstalling implements PricingStrategy {
    @Override
    public PricingRule rule(Terms terms) {
      Bundle bundle = FrameworkUtil.getBundle(PricingStrategy.class);
      return bundle == null ? null : Line::undiscounted;
    }
  }

  public static final class Registering implements PricingStrategy {
    @Override
    public PricingRule rule(Terms terms) {
      CurrencyUnit.registerCurrency("EUR", 978, 0, List.of(), true);
      return Line::undiscounted;
    }
  }
}
