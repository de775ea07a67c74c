package supermarket.basket.api.catalogue;

import java.util.Map;
import org.joda.money.Money;
import supermarket.basket.api.StrategyId;
import supermarket.pricing.api.PricingRule;

/** What an edition has for a product code. */
public sealed interface Offer {

  /**
   * The product can be priced.
   *
   * @param unitPrice the price of one
   * @param parameters what the rule was made with, besides the price
   * @param strategy which strategy made the rule
   * @param rule prices its lines; foreign code, to be called behind the wall of the product workers
   *     only
   */
  record Available(
      Money unitPrice, Map<String, String> parameters, StrategyId strategy, PricingRule rule)
      implements Offer {
    /** Takes an unmodifiable copy of the parameters. */
    public Available {
      parameters = Map.copyOf(parameters);
    }
  }

  /**
   * The product cannot be priced.
   *
   * @param why one sentence for people
   */
  record Unavailable(String why) implements Offer {}
}
