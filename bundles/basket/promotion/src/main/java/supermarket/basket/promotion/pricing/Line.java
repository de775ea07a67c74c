package supermarket.basket.promotion.pricing;

import java.math.BigInteger;
import org.joda.money.Money;
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
  private static final int BITS = 56;

  static Line of(PricedLine priced, int number, ActivePromotions promotions) {
    if (priced.isDeposit() || !promotions.mayTakePart(priced.product())) {
      return new Line(priced, number, 0, 0, 0, false);
    }
    Money price = priced.pricePerPiece();
    BigInteger plain =
        price.getAmountMinor().toBigInteger().multiply(BigInteger.valueOf(priced.quantity()));
    BigInteger cost = priced.cost().getAmountMinor().toBigInteger();
    if (plain.signum() < 0
        || cost.signum() < 0
        || plain.bitLength() > BITS
        || cost.bitLength() > BITS) {
      return new Line(priced, number, 0, 0, 0, false);
    }
    return new Line(
        priced,
        number,
        price.getAmountMinor().longValue(),
        plain.longValue(),
        cost.longValue(),
        true);
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
