package supermarket.basket.api.catalogue;

import java.util.List;

/**
 * Global Trade Item Numbers: 8, 12, 13 or 14 digits, of which the last one checks the others (GS1
 * General Specifications, 7.9). The shorter ones are the same as longer ones with zeros before
 * them.
 */
public final class Gtin {

  /** So many digits has the longest. */
  private static final int LONGEST = 14;

  private static final List<Integer> LENGTHS = List.of(8, 12, 13, LONGEST);

  private Gtin() {}

  /** Returns whether a text has the form of one: whether its check digit is right or not. */
  public static boolean isForm(String text) {
    int length = text.length();
    return LENGTHS.contains(length)
        && text.chars().allMatch(letter -> letter >= '0' && letter <= '9');
  }

  /** Returns whether the last of some digits checks the others: they count 3 and 1 in turns. */
  public static boolean isChecked(String digits) {
    int sum = 0;
    int weight = 1;
    for (int i = digits.length() - 1; i >= 0; i--) {
      sum += weight * (digits.charAt(i) - '0');
      weight = 4 - weight;
    }
    return sum % 10 == 0;
  }

  /**
   * Returns the number that a text says, whatever its length is.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  public static long parse(String text) {
    if (!isForm(text)) {
      throw new IllegalArgumentException("a GTIN has 8, 12, 13 or 14 digits");
    }
    long number = Long.parseLong(text);
    if (!isChecked(text) || number == 0) {
      throw new IllegalArgumentException("the check digit of the GTIN is wrong");
    }
    return number;
  }

  /** Returns a number as it is written: with 8, 12, 13 or 14 digits. */
  public static String text(long number) {
    return texts(number).getFirst();
  }

  /** Returns a number as it may be written, the shortest first. */
  public static List<String> texts(long number) {
    String all = "0".repeat(LONGEST) + number;
    String digits = Long.toString(number);
    return LENGTHS.stream()
        .filter(length -> length >= digits.length())
        .map(length -> all.substring(all.length() - length))
        .toList();
  }
}
