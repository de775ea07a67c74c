package supermarket.basket.api.catalogue;

import java.util.Map;
import org.joda.money.Money;
import supermarket.basket.api.Item;
import supermarket.basket.api.SoldBy;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.Weight;
import supermarket.pricing.api.PricingRule;

/** What an edition has for a product code. */
public sealed interface Offer {

  /**
   * The product can be priced.
   *
   * @param unitPrice the price of one, or of a kilogram
   * @param soldBy of which of the two
   * @param parameters what the rule was made with, besides the price
   * @param words the rule in words; empty if the price says all
   * @param strategy which strategy made the rule
   * @param rule prices its lines; foreign code, to be called behind the wall of the product workers
   *     only
   */
  record Available(
      Money unitPrice,
      SoldBy soldBy,
      Map<String, String> parameters,
      String words,
      StrategyId strategy,
      PricingRule rule)
      implements Offer {
    /** Takes an unmodifiable copy of the parameters. */
    public Available {
      parameters = Map.copyOf(parameters);
    }

    /** With a rule that has no words. */
    public Available(
        Money unitPrice,
        SoldBy soldBy,
        Map<String, String> parameters,
        StrategyId strategy,
        PricingRule rule) {
      this(unitPrice, soldBy, parameters, "", strategy, rule);
    }

    /** For a product that is sold by the piece. */
    public Available(
        Money unitPrice, Map<String, String> parameters, StrategyId strategy, PricingRule rule) {
      this(unitPrice, SoldBy.PIECE, parameters, strategy, rule);
    }

    /**
     * Returns the price of one piece of an item, which its weight fixes if it was weighed, and its
     * label if that has a price.
     */
    public Money pricePerPiece(Item item) {
      Money price = item.price();
      Weight weight = item.weight();
      return price != null ? price : weight == null ? unitPrice : weight.priceAt(unitPrice);
    }
  }

  /**
   * The product cannot be priced.
   *
   * @param why one sentence for people
   */
  record Unavailable(String why) implements Offer {}
}
