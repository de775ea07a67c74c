package supermarket.product.manager.promotion;

import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import supermarket.pricing.api.promotion.Deal;

/** What a kind has made of a request. */
public sealed interface Made {

  /**
   * A deal.
   *
   * @param currency of the baskets that it is for; null for any
   */
  record Ready(Deal deal, @Nullable CurrencyUnit currency) implements Made {}

  /**
   * None.
   *
   * @param why one sentence for people
   */
  record Refused(String why) implements Made {}
}
