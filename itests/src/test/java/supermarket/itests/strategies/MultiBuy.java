package supermarket.itests.strategies;

import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/**
 * Of every {@code take} pieces, {@code pay} are paid; the example of docs/writing-a-strategy.md.
 */
public final class MultiBuy implements PricingStrategy {

  @Override
  public PricingRule rule(Terms terms) {
    long take = terms.quantity("take");
    long pay = terms.quantity("pay");
    return line -> {
      long paid = line.quantity() / take * pay + Math.min(line.quantity() % take, pay);
      return line.unitPrice().multipliedBy(paid);
    };
  }
}
