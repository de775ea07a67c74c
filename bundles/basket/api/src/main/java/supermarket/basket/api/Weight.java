package supermarket.basket.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.joda.money.Money;

/**
 * What goods weigh, to the gram, as scales say it.
 *
 * @param grams from 1 to {@link #MOST_GRAMS}
 */
public record Weight(int grams) {

  /** Not quite a thousand tonnes. */
  public static final int MOST_GRAMS = 999_999_999;

  private static final int DECIMALS = 3;
  private static final Pattern KILOGRAMS = Pattern.compile("[0-9]{1,6}([.][0-9]{1,3})?");

  /**
   * Checks what is stated above.
   *
   * @throws IllegalArgumentException if it is not so
   */
  public Weight {
    if (grams < 1 || grams > MOST_GRAMS) {
      throw new IllegalArgumentException(grams + " grams");
    }
  }

  /**
   * Returns the weight that a plain decimal in kilograms says, such as {@code 0.345}.
   *
   * @throws IllegalArgumentException if it is no such number, has more than three decimals, is zero
   *     or too large; the message says what is allowed
   */
  public static Weight ofKilograms(String text) {
    if (KILOGRAMS.matcher(text).matches()) {
      int grams = new BigDecimal(text).movePointRight(DECIMALS).intValueExact();
      if (grams > 0) {
        return new Weight(grams);
      }
    }
    throw new IllegalArgumentException(
        "a weight is a plain decimal in kilograms from 0.001 to 999999.999, with at most three"
            + " decimals");
  }

  /** Returns the weight in kilograms, with three decimals. */
  public BigDecimal kilograms() {
    return BigDecimal.valueOf(grams, DECIMALS);
  }

  /** Returns what it costs, rounded once, half up, to the smallest unit of the currency. */
  public Money priceAt(Money perKilogram) {
    return perKilogram.multipliedBy(kilograms(), RoundingMode.HALF_UP);
  }

  /** Returns the kilograms, such as {@code 0.345}. */
  @Override
  public String toString() {
    return kilograms().toPlainString();
  }
}
