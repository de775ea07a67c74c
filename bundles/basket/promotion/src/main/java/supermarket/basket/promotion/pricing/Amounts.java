package supermarket.basket.promotion.pricing;

import java.math.BigInteger;
import org.joda.money.Money;

/** Amounts of promotions in minor units. */
final class Amounts {

  /** More than any basket costs. */
  private static final long MOST = 1L << 60;

  /** Amounts of so many digits are longs below {@link #MOST}. */
  private static final int LONG_DIGITS = 18;

  private Amounts() {}

  /** Returns an amount, or more than any basket costs. */
  static long of(Money money) {
    if (money.getAmount().precision() <= LONG_DIGITS) {
      return money.getAmountMinorLong();
    }
    BigInteger minor = money.getAmountMinor().toBigInteger();
    return minor.bitLength() > 60 ? MOST : minor.longValue();
  }
}
