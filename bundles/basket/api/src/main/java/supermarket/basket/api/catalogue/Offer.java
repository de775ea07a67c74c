package supermarket.basket.api.catalogue;

import org.joda.money.Money;
import supermarket.pricing.api.PricingRule;

/** What an edition has for a product code. */
public sealed interface Offer {

  /**
   * The product can be priced.
   *
   * @param unitPrice the price of one
   * @param strategy which strategy made the rule
   * @param rule prices its lines; foreign code, to be called behind the wall of the product workers
   *     only
   */
  record Available(Money unitPrice, StrategyId strategy, PricingRule rule) implements Offer {}

  /**
   * The product cannot be priced.
   *
   * @param why one sentence for people
   */
  record Unavailable(String why) implements Offer {}
}
