package supermarket.basket.promotion.pricing;

import supermarket.basket.api.PricedLine;
import supermarket.basket.api.promotion.ActivePromotions;

/**
 * A line as promotions see it. Amounts are in minor units.
 *
 * @param priced as its strategy has priced it
 * @param number in the order of the basket
 * @param price of a piece
 * @param plain what it costs without any rule
 * @param cost what it costs by its rule
 * @param mayTakePart whether promotions may touch it
 */
public record Line(
    PricedLine priced, int number, long price, long plain, long cost, boolean mayTakePart) {

  /** Amounts below this can be added up. */
  private static final long MOST = 1L << 56;

  static Line of(PricedLine priced, int number, ActivePromotions promotions) {
    if (priced.isDeposit() || !promotions.mayTakePart(priced.product())) {
      return new Line(priced, number, 0, 0, 0, false);
    }
    long price = Amounts.of(priced.pricePerPiece());
    long cost = Amounts.of(priced.cost());
    boolean canBeAdded = price >= 0 && price < MOST && cost >= 0 && cost < MOST;
    if (!canBeAdded || price > MOST / priced.quantity()) {
      return new Line(priced, number, 0, 0, 0, false);
    }
    return new Line(priced, number, price, price * priced.quantity(), cost, true);
  }

  String product() {
    return priced.product();
  }

  /** Returns how many pieces it has. */
  public long quantity() {
    return priced.quantity();
  }

  /** Returns whether its pieces may be part of offers. */
  public boolean isForOffers() {
    return mayTakePart && plain > 0 && cost <= plain;
  }

  /** Returns what its rule saves. */
  long kept() {
    return plain - cost;
  }
}
