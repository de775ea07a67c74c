package supermarket.pricing.api;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.Money;

/**
 * What the catalogue says about a product that a strategy is to price: its unit price and the
 * parameters of its rule.
 *
 * <p>Each reading method throws {@link IllegalArgumentException} with a message for the operator if
 * the parameter is missing or is not what was asked for. A parameter in the catalogue that the
 * strategy never reads counts as a mistake too: a misspelt name would otherwise be ignored in
 * silence.
 *
 * <p>Not thread-safe; not to be kept beyond {@link PricingStrategy#rule}.
 */
public final class Terms {

  private static final Pattern QUANTITY = Pattern.compile("[0-9]{1,18}");
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,9})?");
  private static final Pattern FRACTION = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");
  private static final Pattern DECIMAL = Pattern.compile("([01])(?:\\.([0-9]{1,9}))?");
  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3})%");

  private final Money unitPrice;
  private final Map<String, String> parameters;
  private final Set<String> read = new TreeSet<>();
  private final Set<String> amounts = new TreeSet<>();

  /**
   * Terms as the catalogue gives them.
   *
   * @param unitPrice the price of one
   * @param parameters the parameters' values as text, by name
   */
  public Terms(Money unitPrice, Map<String, String> parameters) {
    this.unitPrice = unitPrice;
    this.parameters = new TreeMap<>(parameters);
  }

  /** The price of one, in the product's currency. */
  public Money unitPrice() {
    return unitPrice;
  }

  /** A whole number of at least 1, such as {@code 3}. */
  public long quantity(String name) {
    String text = text(name, "a whole number of at least 1, such as 3");
    if (QUANTITY.matcher(text).matches()) {
      long quantity = Long.parseLong(text);
      if (quantity >= 1) {
        return quantity;
      }
    }
    throw unfit(name, text, "a whole number of at least 1, such as 3");
  }

  /** An amount of money in the product's currency, not negative, such as {@code 4.50}. */
  public Money amount(String name) {
    amounts.add(name);
    String wanted =
        "an amount in "
            + unitPrice.getCurrencyUnit()
            + " with at most "
            + unitPrice.getCurrencyUnit().getDecimalPlaces()
            + " decimals";
    String text = text(name, wanted);
    if (AMOUNT.matcher(text).matches()) {
      BigDecimal amount = new BigDecimal(text);
      if (amount.scale() <= unitPrice.getCurrencyUnit().getDecimalPlaces()) {
        return Money.of(unitPrice.getCurrencyUnit(), amount);
      }
    }
    throw unfit(name, text, wanted);
  }

  /** A share between 0 and 1, written {@code 2/3}, {@code 0.25} or {@code 25%}. */
  public Share share(String name) {
    String wanted = "a share between 0 and 1, such as 2/3, 0.25 or 25%";
    String text = text(name, wanted);
    try {
      Matcher fraction = FRACTION.matcher(text);
      if (fraction.matches()) {
        return new Share(Long.parseLong(fraction.group(1)), Long.parseLong(fraction.group(2)));
      }
      Matcher percent = PERCENT.matcher(text);
      if (percent.matches()) {
        return new Share(Long.parseLong(percent.group(1)), 100);
      }
      if (DECIMAL.matcher(text).matches()) {
        BigDecimal decimal = new BigDecimal(text);
        return new Share(
            decimal.unscaledValue().longValueExact(),
            BigDecimal.TEN.pow(decimal.scale()).longValueExact());
      }
    } catch (IllegalArgumentException outOfBounds) {
      throw unfit(name, text, wanted);
    }
    throw unfit(name, text, wanted);
  }

  /**
   * The names of the parameters that were asked for so far, whether they are given or not, sorted.
   */
  public Set<String> asked() {
    return new TreeSet<>(read);
  }

  /** The names of the parameters that were asked for as amounts so far, sorted. */
  public Set<String> amounts() {
    return new TreeSet<>(amounts);
  }

  /** The names of the parameters that were not read so far, sorted. */
  public Set<String> unread() {
    Set<String> unread = new TreeSet<>(parameters.keySet());
    unread.removeAll(read);
    return unread;
  }

  /**
   * Any text.
   *
   * @param wanted what it is to be, for the message that says that it is missing
   */
  public String text(String name, String wanted) {
    read.add(name);
    String text = parameters.get(name);
    if (text == null) {
      throw new IllegalArgumentException(
          "parameter '" + name + "' is missing" + misspelt(name) + ": give " + wanted);
    }
    return text;
  }

  /**
   * Tells of a parameter that nobody has read and that was probably meant, so that both are told.
   */
  private String misspelt(String name) {
    return unread().stream()
        .filter(each -> Spelling.alike(each, name))
        .findFirst()
        .map(each -> ", and '" + each + "' is unknown (did you mean '" + name + "'?)")
        .orElse("");
  }

  private static IllegalArgumentException unfit(String name, String text, String wanted) {
    return new IllegalArgumentException(
        "parameter '" + name + "' is '" + text + "', but must be " + wanted);
  }
}
