package supermarket.product.manager.catalogue;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.VatRates;
import supermarket.library.text.Printable;

/** What the values of a product look like. */
public final class Codes {

  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,9})?");
  private static final Pattern STRATEGY = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** What stands for the VAT class or the deposit if there is none. */
  private static final String NONE = "none";

  /** A receipt has one line for it. */
  private static final int LONGEST_NAME = 200;

  private Codes() {}

  static boolean isCode(String code) {
    return !code.isEmpty() && code.length() <= 64 && isWellFormed(code);
  }

  /** Returns whether no half of a surrogate pair stands alone: no other program could read it. */
  static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(each -> Character.getType(each) == Character.SURROGATE);
  }

  /** Returns whether one has a line break or another control character in it. */
  static boolean haveControls(Collection<String> values) {
    return values.stream().anyMatch(each -> each.chars().anyMatch(Character::isISOControl));
  }

  public static boolean isStrategyName(String name) {
    return name.length() <= 64 && STRATEGY.matcher(name).matches();
  }

  /** Returns a value; empty for {@link #NONE}. */
  static String orEmpty(String text) {
    return text.equals(NONE) ? "" : text;
  }

  /** Returns a VAT class or a deposit as it is written. */
  static String orNone(String text) {
    return text.isEmpty() ? NONE : text;
  }

  /** Returns why a product cannot come: its name is too long for a receipt; empty if it can. */
  static Optional<String> flaw(Product product) {
    String name = product.name();
    return name.codePointCount(0, name.length()) > LONGEST_NAME
        ? Optional.of("'name' may have at most 200 characters")
        : Optional.empty();
  }

  /**
   * Returns a product that comes.
   *
   * @throws IllegalArgumentException if it cannot
   */
  static Product checked(Product product) {
    Optional<String> flaw = flaw(product);
    if (flaw.isPresent()) {
      throw new IllegalArgumentException(flaw.get());
    }
    return product;
  }

  /**
   * Returns a VAT class; empty for none.
   *
   * @throws IllegalArgumentException if the text is no name of one
   */
  static String vatClass(String text) {
    if (text.equals(NONE) || text.equals(VatRates.STANDARD)) {
      return "";
    }
    if (!VatRates.isClass(text)) {
      throw new IllegalArgumentException(
          "'vat' is the name of a VAT class, of 1 to 32 small letters, digits and hyphens");
    }
    return text;
  }

  /**
   * Returns the code of a deposit; empty for none.
   *
   * @throws IllegalArgumentException if the text is no code
   */
  static String deposit(String text) {
    if (text.equals(NONE)) {
      return "";
    }
    if (!isCode(text)) {
      throw new IllegalArgumentException("'deposit' is the code of a product");
    }
    return text;
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
