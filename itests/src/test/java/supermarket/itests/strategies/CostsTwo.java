package supermarket.itests.strategies;

import org.joda.money.Money;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/** Every line costs two, whatever is in it. */
public final class CostsTwo implements PricingStrategy, PricingRule {
  @Override
  public PricingRule rule(Terms terms) {
    return this;
  }

  @Override
  public Money cost(supermarket.pricing.api.Line line) {
    return Money.of(line.unitPrice().getCurrencyUnit(), 2);
  }
}
