package supermarket.basket.promotion.pricing;

import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Facts;

/**
 * A basket, and what promotions are told of it.
 *
 * @param promotions those of its edition
 * @param facts besides its lines
 * @param lines in their order; none only to explain an empty basket
 * @param currency of its lines
 */
public record Basket(
    ActivePromotions promotions, Facts facts, List<Line> lines, CurrencyUnit currency) {

  /** Returns a basket of lines, of which there is at least one. */
  public static Basket of(ActivePromotions promotions, Facts facts, List<PricedLine> priced) {
    List<Line> lines = new ArrayList<>(priced.size());
    for (PricedLine each : priced) {
      lines.add(Line.of(each, lines.size(), promotions));
    }
    return new Basket(promotions, facts, lines, priced.getFirst().cost().getCurrencyUnit());
  }

  /** Returns whether a promotion's conditions hold, and it is for the currency. */
  public boolean holds(ActivePromotion promotion) {
    return isForCurrency(promotion) && promotion.promotion().conditions().hold(facts);
  }

  /** Returns whether a promotion is for the currency. */
  public boolean isForCurrency(ActivePromotion promotion) {
    return promotion.currency() == null || promotion.currency().equals(currency);
  }

  /** Returns an amount of minor units as money. */
  public Money money(long minor) {
    return Money.ofMinor(currency, minor);
  }
}
