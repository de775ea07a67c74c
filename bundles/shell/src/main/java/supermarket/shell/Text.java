package supermarket.shell;

import java.util.Locale;
import org.joda.money.Money;

/** How values are written for a terminal. */
final class Text {

  private static final int LONGEST = 128;

  private Text() {}

  /**
   * The value with everything that is not plainly printable written as its code, and cut if it is
   * very long. Ids and product codes come from clients: shown raw, they could steer the operator's
   * terminal or fake a line.
   *
   * <p>Unlike the library's {@code Printable}, which is for logs, it lets letters of all languages
   * through (names of products are for reading) and quotes and backslashes (sentences of other apps
   * are escaped already).
   */
  static String safe(String value) {
    int[] codePoints = value.codePoints().limit(LONGEST + 1L).toArray();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < codePoints.length; i++) {
      if (i == LONGEST) {
        return text.append("...").toString();
      }
      append(text, codePoints[i]);
    }
    return text.toString();
  }

  /** As {@link #safe}, but of any length. For sentences that other apps wrote. */
  static String sentence(String sentence) {
    StringBuilder text = new StringBuilder();
    sentence.codePoints().forEach(codePoint -> append(text, codePoint));
    return text.toString();
  }

  private static void append(StringBuilder text, int codePoint) {
    if (codePoint == ' ' || isPrintable(codePoint)) {
      text.appendCodePoint(codePoint);
    } else {
      text.append(
          String.format(Locale.ROOT, codePoint > 0xFFFF ? "\\U%08x" : "\\u%04x", codePoint));
    }
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT, // among them those that turn the direction of the text
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** The amount as a plain decimal with the currency's digits. */
  static String amount(Money money) {
    return money.getAmount().toPlainString();
  }

  /** A duration in milliseconds, with its unit. */
  static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
  }

  /** A duration in seconds, with its unit. */
  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }

  /** A number with its noun in the right form. */
  static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
