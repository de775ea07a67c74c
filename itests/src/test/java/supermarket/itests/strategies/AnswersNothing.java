package supermarket.itests.strategies;

import org.joda.money.Money;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/** Answers null. */
@SuppressWarnings("NullAway")
public final class AnswersNothing implements PricingStrategy, PricingRule {
  @Override
  public PricingRule rule(Terms terms) {
    return this;
  }

  @Override
  public Money cost(Line line) {
    return null;
  }
}
