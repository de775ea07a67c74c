package supermarket.basket.promotion.search;

import java.util.List;

/**
 * What offers are to be applied to.
 *
 * @param stocks the dearest first
 * @param offers in any order that does not depend on the order of lines or promotions
 */
public record Problem(List<Stock> stocks, List<Offer> offers) {
  /** Takes unmodifiable copies. */
  public Problem {
    stocks = List.copyOf(stocks);
    offers = List.copyOf(offers);
  }
}
