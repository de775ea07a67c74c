package supermarket.pricing.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.Money;

/**
 * An exact share of an amount, such as two thirds.
 *
 * @param numerator at least 0 and at most the denominator
 * @param denominator at least 1
 */
public record Share(long numerator, long denominator) {

  /** Nothing of an amount. */
  public static final Share NOTHING = new Share(0, 1);

  /** All of an amount. */
  public static final Share WHOLE = new Share(1, 1);

  /** Checks the bounds. */
  public Share {
    if (denominator < 1 || numerator < 0 || numerator > denominator) {
      throw new IllegalArgumentException(numerator + "/" + denominator + " is not between 0 and 1");
    }
  }

  /** This share of an amount, rounded half-up to the currency's digits, in one step at the end. */
  public Money of(Money amount) {
    BigDecimal exact =
        amount
            .getAmount()
            .multiply(BigDecimal.valueOf(numerator))
            .divide(BigDecimal.valueOf(denominator), amount.getScale(), RoundingMode.HALF_UP);
    return Money.of(amount.getCurrencyUnit(), exact);
  }
}
