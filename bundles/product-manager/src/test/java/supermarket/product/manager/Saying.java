package supermarket.product.manager;

import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/**
 * A strategy that gives nothing off and says so.
 *
 * @param words what it says, be it null
 */
record Saying(String words) implements PricingStrategy {

  @Override
  public PricingRule rule(Terms terms) {
    return Line::undiscounted;
  }

  @Override
  public String words(Terms terms) {
    return words;
  }
}
