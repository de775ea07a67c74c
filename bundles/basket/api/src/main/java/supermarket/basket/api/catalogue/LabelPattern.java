package supermarket.basket.api.catalogue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How labels that the chain's scales print are to be read: 13 digits that begin with 20 to 29, have
 * the number of a product and a price or a weight in them, and a check digit at the end.
 *
 * @param text the digits they begin with, then {@code I} for each digit of the product's number,
 *     {@code P} for each of the price in the smallest unit of its currency or {@code W} for each of
 *     the weight in grams, {@code X} for each digit that says nothing, and {@code C} for the check
 *     digit: such as {@code 20IIIIIPPPPPC}
 */
public record LabelPattern(String text) implements Comparable<LabelPattern> {

  private static final int DIGITS = 13;

  private static final Pattern FORM =
      Pattern.compile("(2[0-9])X?(I{3,6})X?(?:(P{3,6})|(W{3,6}))X?C");

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException if it is no such pattern; the message says what is allowed
   */
  public LabelPattern {
    if (text.length() != DIGITS || !FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a pattern of labels has 13 places: 20 to 29, 3 to 6 I for the product's number, then 3"
              + " to 6 P for the price or W for the weight, C for the check digit; one X for what"
              + " says nothing may stand before, between and after; such as 20IIIIIPPPPPC");
    }
  }

  /**
   * What a label says.
   *
   * @param plu the number of its product
   * @param isPrice whether it has a price and not a weight
   * @param value the price in the smallest unit of its currency, or the weight in grams
   */
  public record Label(int plu, boolean isPrice, int value) {}

  /** Returns the digits that labels of this pattern begin with. */
  public String prefix() {
    return text.substring(0, 2);
  }

  /**
   * Returns what a label says; null if it is none of this pattern.
   *
   * @param digits a GTIN with a right check digit
   */
  public @Nullable Label read(String digits) {
    if (digits.length() != DIGITS || !digits.startsWith(prefix())) {
      return null;
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalStateException("it was checked");
    }
    int value = form.group(3) == null ? 4 : 3;
    return new Label(number(digits, form, 2), value == 3, number(digits, form, value));
  }

  private static int number(String digits, Matcher form, int group) {
    return Integer.parseInt(digits.substring(form.start(group), form.end(group)));
  }

  @Override
  public int compareTo(LabelPattern other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
