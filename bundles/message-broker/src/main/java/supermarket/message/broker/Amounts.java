package supermarket.message.broker;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import supermarket.pricing.api.CostContract;

/**
 * Money on the wire: {@code [currency, digits after the point, unscaled]}; or only the unscaled
 * number where the currency and the digits are those of an amount before. Never a double.
 */
final class Amounts {

  /** More than any currency has; larger scales take for ever to compute with. */
  private static final int MAX_SCALE = 9;

  private Amounts() {}

  /** Whether whoever receives it will take it: what is written must be within these bounds. */
  static boolean fits(Money amount) {
    return amount.getScale() <= MAX_SCALE
        && amount.getAmount().unscaledValue().bitLength()
            < Byte.SIZE * CborWriter.MOST_INTEGER_BYTES;
  }

  static void write(Money amount, CborWriter out) {
    out.array(3);
    out.text(amount.getCurrencyUnit().getCode());
    out.integer(amount.getScale());
    out.integer(amount.getAmount().unscaledValue());
  }

  static void write(Money amount, Money before, CborWriter out) {
    if (amount.getCurrencyUnit().equals(before.getCurrencyUnit())) {
      out.integer(amount.getAmount().unscaledValue());
    } else {
      write(amount, out);
    }
  }

  static Money read(CborReader in) throws Unreadable {
    int items = in.array();
    if (items < 3) {
      throw new Unreadable("an amount lacks something");
    }
    String code = in.text();
    long scale = in.integer();
    BigInteger unscaled = in.bigInteger();
    for (int unknown = items - 3; unknown > 0; unknown--) {
      in.skip();
    }
    if (scale < 0 || scale > MAX_SCALE) {
      throw new Unreadable("an amount with too many digits");
    }
    try {
      return bounded(Money.of(CurrencyUnit.of(code), new BigDecimal(unscaled, (int) scale)));
    } catch (IllegalCurrencyException | ArithmeticException e) {
      throw new Unreadable("an amount that is no money");
    }
  }

  static Money read(CborReader in, Money before) throws Unreadable {
    if (in.isArray()) {
      return read(in);
    }
    return bounded(
        Money.of(before.getCurrencyUnit(), new BigDecimal(in.bigInteger(), before.getScale())));
  }

  /** No node sends larger ones. */
  private static Money bounded(Money amount) throws Unreadable {
    if (CostContract.isTooLarge(amount.abs())) {
      throw new Unreadable("an amount that is too large");
    }
    return amount;
  }
}
