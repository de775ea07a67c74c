package supermarket.itests.strategies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.joda.money.Money;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/**
 * Says that it has a line, by the file {@code lingers}, and keeps it until somebody deletes that;
 * but not a line of 100 pieces or fewer: those are tried before it goes live.
 */
public final class Lingers implements PricingStrategy, PricingRule {
  @Override
  public PricingRule rule(Terms terms) {
    return this;
  }

  @Override
  public Money cost(Line line) {
    if (line.quantity() <= 100) {
      return line.undiscounted();
    }
    Path file = Path.of(System.getProperty("supermarket.data"), "lingers");
    try {
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    while (Files.exists(file) && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(1_000_000);
    }
    return line.undiscounted();
  }
}
