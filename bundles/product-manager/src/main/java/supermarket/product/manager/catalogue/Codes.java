package supermarket.product.manager.catalogue;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.library.text.Printable;

/** What product codes, prices and names of strategies look like. */
public final class Codes {

  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,9})?");
  private static final Pattern STRATEGY = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private Codes() {}

  static boolean isCode(String code) {
    return !code.isEmpty() && code.length() <= 64;
  }

  public static boolean isStrategyName(String name) {
    return name.length() <= 64 && STRATEGY.matcher(name).matches();
  }

  /**
   * A price.
   *
   * @throws IllegalArgumentException if the text is no plain decimal with at most the currency's
   *     digits
   */
  static Money price(CurrencyUnit currency, String text) {
    if (AMOUNT.matcher(text).matches()) {
      BigDecimal amount = new BigDecimal(text);
      if (amount.scale() <= currency.getDecimalPlaces()) {
        return Money.of(currency, amount);
      }
    }
    throw new IllegalArgumentException(
        "'"
            + Printable.of(text, 64)
            + "' is no price: give a plain decimal such as 3.11, in "
            + currency
            + " with at most "
            + currency.getDecimalPlaces()
            + " decimals");
  }
}
