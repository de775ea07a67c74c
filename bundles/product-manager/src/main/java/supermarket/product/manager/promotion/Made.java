package supermarket.product.manager.promotion;

import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.promotion.Promotion;
import supermarket.pricing.api.promotion.Deal;

/** What a kind has made of a request. */
public sealed interface Made {

  /**
   * A deal.
   *
   * @param currency of the baskets that it is for; null for any
   */
  record Ready(Deal deal, @Nullable CurrencyUnit currency) implements Made {

    /** Returns this for a promotion that says nothing which a deal of this sort does not know. */
    Made of(Promotion promotion) {
      return switch (deal) {
        case Deal.Pieces pieces when !promotion.group().isEmpty() ->
            new Refused(
                "it takes pieces, and so can be in no group: groups are for promotions of what is"
                    + " left to pay");
        case Deal.Rest rest when promotion.atMost() != Long.MAX_VALUE ->
            new Refused(
                "it takes a part of what is left to pay, once: 'at_most' is for promotions of"
                    + " pieces");
        default -> this;
      };
    }
  }

  /**
   * None.
   *
   * @param why one sentence for people
   */
  record Refused(String why) implements Made {}
}
