package supermarket.basket.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.Money;

/**
 * The value added tax at one rate in a basket. Prices are gross: the tax is a part of them, rounded
 * once for the rate.
 *
 * @param percent the rate in percent
 * @param gross what the lines of this rate cost together
 * @param tax how much of it is tax
 */
public record VatAmount(BigDecimal percent, Money gross, Money tax) {

  private static final BigDecimal HUNDRED = new BigDecimal(100);

  /** Returns the tax in a gross amount, rounded half up to the smallest unit of its currency. */
  public static VatAmount of(BigDecimal percent, Money gross) {
    BigDecimal tax =
        gross
            .getAmount()
            .multiply(percent)
            .divide(HUNDRED.add(percent), gross.getScale(), RoundingMode.HALF_UP);
    return new VatAmount(percent, gross, Money.of(gross.getCurrencyUnit(), tax));
  }

  /** Returns what is left of the gross amount without the tax. */
  public Money net() {
    return gross.minus(tax);
  }
}
