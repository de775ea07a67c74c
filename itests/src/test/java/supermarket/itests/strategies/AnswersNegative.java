package supermarket.itests.strategies;

import org.joda.money.Money;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/** Answers less than nothing. */
public final class AnswersNegative implements PricingStrategy, PricingRule {
  @Override
  public PricingRule rule(Terms terms) {
    return this;
  }

  @Override
  public Money cost(Line line) {
    return Money.of(line.unitPrice().getCurrencyUnit(), -1);
  }
}
