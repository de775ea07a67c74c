package supermarket.pricing.api.promotion;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.Terms;

/**
 * What the catalogue says about a promotion: the parameters of its kind.
 *
 * <p>Each reading method throws {@link IllegalArgumentException} with a message for the operator if
 * the parameter is missing or is not what was asked for. A parameter that the kind never reads
 * counts as a mistake too: a misspelt name would otherwise be ignored in silence.
 *
 * <p>Not thread-safe; not to be kept beyond {@link PromotionKind#deal}.
 */
public final class PromotionTerms {

  private static final Pattern COUNTED = Pattern.compile("([0-9]{1,3}) (.+)");
  private static final String EACH = " each";
  private static final String TIERS = "tiers such as ";

  private final CurrencyUnit currency;
  private final Map<String, String> parameters;
  private final Function<String, @Nullable Products> products;
  private final Terms terms;
  private final Set<String> optional = new TreeSet<>();
  private boolean hasAmounts;

  /**
   * Terms as the catalogue gives them.
   *
   * @param currency of the amounts
   * @param parameters the parameters' values as text, by name
   * @param products the products of a name, which is that of a set or the code of a product; null
   *     if there are none
   */
  public PromotionTerms(
      CurrencyUnit currency,
      Map<String, String> parameters,
      Function<String, @Nullable Products> products) {
    this.currency = currency;
    this.parameters = new TreeMap<>(parameters);
    this.products = products;
    this.terms = new Terms(Money.zero(currency), parameters);
  }

  /** Returns whether there is a parameter of a name, for those that may be left out. */
  public boolean has(String name) {
    optional.add(name);
    return parameters.containsKey(name);
  }

  /**
   * Returns which of two parameters is given.
   *
   * @throws IllegalArgumentException if both are, or none
   */
  public String either(String one, String other) {
    boolean isOne = has(one);
    if (isOne == has(other)) {
      throw new IllegalArgumentException(
          "parameters '%s' and '%s' are %s: give one of them"
              .formatted(one, other, isOne ? "both given" : "both missing"));
    }
    return isOne ? one : other;
  }

  /** Reads a whole number of at least 1, such as {@code 3}. */
  public long quantity(String name) {
    return terms.quantity(name);
  }

  /** Reads an amount of money in the promotion's currency, not negative, such as {@code 4.50}. */
  public Money amount(String name) {
    return terms.amount(name);
  }

  /** Reads a share between 0 and 1, written {@code 2/3}, {@code 0.25} or {@code 25%}. */
  public Share share(String name) {
    return terms.share(name);
  }

  /** Reads products: the name of a set, the code of a product, or {@code all}. */
  public Products products(String name) {
    return named(name, terms.text(name, "a set of products, a product, or 'all'"));
  }

  /**
   * Reads the products of a slot.
   *
   * @param count how many of them an application takes
   */
  public Slot slot(String name, long count) {
    return new Slot(name, products(name), count);
  }

  /**
   * Reads a slot: products, after a number if an application takes more than one, such as {@code 2
   * drinks}.
   */
  public Slot slot(String name) {
    String text = terms.text(name, "products, such as drinks or 2 drinks");
    Matcher counted = COUNTED.matcher(text);
    return counted.matches() && products.apply(text) == null
        ? new Slot(name, named(name, counted.group(2)), Long.parseLong(counted.group(1)))
        : new Slot(name, named(name, text), 1);
  }

  /**
   * Reads all parameters that are not read yet as slots of these names.
   *
   * @return by name; at least one
   * @throws IllegalArgumentException if there is none
   */
  public List<Slot> slots() {
    List<Slot> slots = terms.unread().stream().map(this::slot).toList();
    if (slots.isEmpty()) {
      throw new IllegalArgumentException(
          "no products: give at least one parameter such as drink=drinks, which names a slot and"
              + " its products");
    }
    return slots;
  }

  /**
   * Reads tiers by pieces, such as {@code 10=5%, 20=10%}: from 10 pieces on 5 % off. What is taken
   * off is a share in percent, an amount such as {@code 5.00}, or what remains of the price of a
   * piece, such as {@code 9.00 each}.
   */
  public List<Tier> tiersByPieces(String name) {
    return tiers(
        name,
        TIERS + "10=5%, 20=10%",
        from -> new Threshold.Pieces(part(from, each -> each::quantity)));
  }

  /** Reads tiers by plain amounts, such as {@code 50.00=5.00, 100.00=15.00}. */
  public List<Tier> tiersBySpend(String name) {
    return tiers(
        name, TIERS + "50.00=5.00, 100.00=10%", from -> new Threshold.Spend(amountOf(from)));
  }

  private List<Tier> tiers(String name, String wanted, Function<String, Threshold> from) {
    String text = terms.text(name, wanted);
    List<Tier> tiers = new ArrayList<>();
    Set<Threshold> known = new HashSet<>();
    for (String each : text.split(",", -1)) {
      int equals = each.indexOf('=');
      if (equals < 0) {
        throw unfit(name, text, wanted);
      }
      try {
        Threshold begin = from.apply(each.substring(0, equals).strip());
        if (!known.add(begin)) {
          throw new IllegalArgumentException("another tier begins there too");
        }
        tiers.add(new Tier(begin, reduction(each.substring(equals + 1).strip())));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "parameter '%s' has the tier '%s': %s".formatted(name, each.strip(), e.getMessage()),
            e);
      }
    }
    return tiers;
  }

  private Reduction reduction(String text) {
    if (text.endsWith("%")) {
      return new Reduction.Part(part(text, each -> each::share));
    }
    return text.endsWith(EACH)
        ? new Reduction.Each(amountOf(text.substring(0, text.length() - EACH.length()).strip()))
        : new Reduction.Amount(amountOf(text));
  }

  private Money amountOf(String text) {
    hasAmounts = true;
    return part(text, each -> each::amount);
  }

  /** Reads a part of a parameter, which has no name of its own to be told to the operator. */
  private <T> T part(String text, Function<Terms, Function<String, T>> reader) {
    try {
      return reader.apply(new Terms(Money.zero(currency), Map.of("", text))).apply("");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          String.valueOf(e.getMessage())
              .replace("parameter '' is '" + text + "', but", "'" + text + "'"),
          e);
    }
  }

  private Products named(String parameter, String name) {
    Products found = name.equals(Products.ALL) ? Products.EVERY : products.apply(name);
    if (found == null) {
      throw unfit(
          parameter,
          name,
          "a set of products, a product, or 'all': none of this name takes part in promotions");
    }
    return found;
  }

  /** Returns whether an amount was asked for: then the promotion is for its currency only. */
  public boolean hasAmounts() {
    return hasAmounts || !terms.amounts().isEmpty();
  }

  /**
   * Returns the names of the parameters that were asked for so far, whether they are given or not,
   * sorted.
   */
  public Set<String> asked() {
    Set<String> asked = terms.asked();
    asked.addAll(optional);
    return asked;
  }

  /** Returns the names of the parameters that were not read so far, sorted. */
  public Set<String> unread() {
    return terms.unread();
  }

  private static IllegalArgumentException unfit(String name, String text, String wanted) {
    return new IllegalArgumentException(
        "parameter '" + name + "' is '" + text + "', but must be " + wanted);
  }
}
