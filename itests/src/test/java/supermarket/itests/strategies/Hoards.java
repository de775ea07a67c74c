package supermarket.itests.strategies;

import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/** Keeps some megabytes of each line for ever; but not of a line of 100 pieces or fewer. */
public final class Hoards implements PricingStrategy {
  @Override
  public PricingRule rule(Terms terms) {
    return new Hoard();
  }

  private static final class Hoard implements PricingRule {
    private final List<byte[]> kept = new ArrayList<>();

    @Override
    public Money cost(Line line) {
      if (line.quantity() > 100) {
        kept.add(new byte[4 << 20]);
      }
      return line.undiscounted();
    }
  }
}
