package supermarket.basket.api.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rates of value added tax of a price list, by VAT class. All prices are gross: a rate says how
 * much of them is tax.
 *
 * <p>Immutable.
 *
 * @param byClass the rates of each class in percent, by the day from which they hold; the first
 *     holds since {@link LocalDate#MIN}
 */
public record VatRates(Map<String, NavigableMap<LocalDate, BigDecimal>> byClass) {

  /** The class of products that name none. */
  public static final String STANDARD = "standard";

  /** Nothing is said of tax. */
  public static final VatRates NONE = new VatRates(Map.of());

  private static final Pattern CLASS = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");

  private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}([.][0-9]{1,3})?");

  private static final BigDecimal MOST_PERCENT = new BigDecimal(100);

  /** So many classes a list may have. */
  private static final int MOST_CLASSES = 100;

  /** So many rates a class may have. */
  private static final int MOST_RATES = 1_000;

  /**
   * Takes unmodifiable copies.
   *
   * @throws IllegalArgumentException if there are classes but not {@link #STANDARD}, the name of
   *     one is none, a class has no rate that holds from the beginning, or there are too many
   */
  public VatRates {
    Map<String, NavigableMap<LocalDate, BigDecimal>> copy = new TreeMap<>();
    byClass.forEach((name, rates) -> copy.put(name, checked(name, rates)));
    byClass = Collections.unmodifiableMap(copy);
    if (!byClass.isEmpty() && !byClass.containsKey(STANDARD)) {
      throw new IllegalArgumentException(
          "there must be rates of the VAT class '"
              + STANDARD
              + "': products that name none have it");
    }
    if (byClass.size() > MOST_CLASSES) {
      throw new IllegalArgumentException("there may be at most " + MOST_CLASSES + " VAT classes");
    }
  }

  private static NavigableMap<LocalDate, BigDecimal> checked(
      String name, NavigableMap<LocalDate, BigDecimal> rates) {
    if (!isClass(name) || name.equals("none")) {
      throw new IllegalArgumentException(
          "a VAT class has a name of 1 to 32 small letters, digits and hyphens, other than none");
    }
    if (!rates.containsKey(LocalDate.MIN)) {
      throw new IllegalArgumentException(
          "the VAT class '"
              + name
              + "' needs a rate without 'from', which holds until another does");
    }
    if (rates.size() > MOST_RATES) {
      throw new IllegalArgumentException("a VAT class may have at most " + MOST_RATES + " rates");
    }
    return Collections.unmodifiableNavigableMap(new TreeMap<>(rates));
  }

  /** Returns whether a name could be that of a class. */
  public static boolean isClass(String name) {
    return CLASS.matcher(name).matches();
  }

  /**
   * Returns a rate in percent.
   *
   * @param text a plain decimal such as {@code 19} or {@code 5.5}
   * @throws IllegalArgumentException if it is none, or more than 100; the message says what is
   *     allowed
   */
  public static BigDecimal percent(String text) {
    if (PERCENT.matcher(text).matches()) {
      BigDecimal percent = new BigDecimal(text);
      if (percent.compareTo(MOST_PERCENT) <= 0) {
        return percent.signum() == 0 ? BigDecimal.ZERO : plain(percent);
      }
    }
    throw new IllegalArgumentException(
        "a rate is a plain decimal in percent from 0 to 100, with at most three decimals");
  }

  /** Equal rates are equal: 7, 7.0 and 7.00 are one. */
  private static BigDecimal plain(BigDecimal percent) {
    BigDecimal stripped = percent.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** Returns the rates in words, such as {@code food 7 %, standard 19 %, 16 % from 2027-01-01}. */
  public String words() {
    List<String> words = new ArrayList<>();
    byClass.forEach(
        (name, rates) ->
            rates.forEach(
                (from, percent) ->
                    words.add(
                        from.equals(LocalDate.MIN)
                            ? name + " " + percent.toPlainString() + " %"
                            : percent.toPlainString() + " % from " + from)));
    return String.join(", ", words);
  }

  /** Returns whether others are of the same classes. */
  public boolean hasClassesOf(VatRates others) {
    return byClass.keySet().equals(others.byClass.keySet());
  }

  /** Returns whether nothing is said of tax. */
  public boolean isEmpty() {
    return byClass.isEmpty();
  }

  /**
   * Returns why products of a class cannot be taxed; null if they can, or nothing is said of tax.
   *
   * @param vatClass {@code ""} stands for {@link #STANDARD}
   */
  public @Nullable String flaw(String vatClass) {
    return isEmpty() || vatClass.isEmpty() || byClass.containsKey(vatClass)
        ? null
        : "there is no rate of its VAT class '%s'; there are %s"
            .formatted(vatClass, byClass.keySet());
  }

  /**
   * Returns the rate of a class in percent on a day; null if the class has none.
   *
   * @param vatClass {@code ""} stands for {@link #STANDARD}
   */
  public @Nullable BigDecimal at(String vatClass, LocalDate day) {
    NavigableMap<LocalDate, BigDecimal> rates =
        byClass.get(vatClass.isEmpty() ? STANDARD : vatClass);
    return rates == null ? null : rates.floorEntry(day).getValue();
  }
}
