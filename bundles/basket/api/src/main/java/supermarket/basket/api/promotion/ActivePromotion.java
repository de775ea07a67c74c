package supermarket.basket.api.promotion;

import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.StrategyId;
import supermarket.pricing.api.promotion.Deal;

/**
 * A promotion of an edition.
 *
 * @param promotion as the catalogue has it
 * @param kind who has made the deal
 * @param deal what it is; it names no product that stays out of promotions
 * @param currency of the baskets that it is for; null for any
 */
public record ActivePromotion(
    Promotion promotion, StrategyId kind, Deal deal, @Nullable CurrencyUnit currency) {

  /** Returns its id. */
  public String id() {
    return promotion.id();
  }
}
