package supermarket.basket.api.promotion;

import java.text.Normalizer;
import java.util.Locale;

/** A code that customers give for a promotion, such as {@code LUNCH}. */
public final class PromotionCode {

  /** The most characters of a code. */
  public static final int LONGEST = 64;

  /** So many codes a basket may have. */
  public static final int MOST = 20;

  private PromotionCode() {}

  /**
   * Returns a code as it is compared: without blanks around it, in capitals. That of what is
   * returned is the same.
   *
   * @throws IllegalArgumentException if it is empty, too long, or has blanks, control characters or
   *     characters of more than 16 bits in it; the message does not repeat it
   */
  public static String normalised(String text) {
    if (text.length() <= 4 * LONGEST) {
      String code = capitals(capitals(text.strip())); // the first may bring what can be composed
      boolean isPlain =
          code.chars().noneMatch(each -> Character.isISOControl(each) || isBlank(each));
      if (!code.isEmpty() && code.length() <= LONGEST && isPlain) {
        return code;
      }
    }
    throw new IllegalArgumentException(
        "a code has 1 to "
            + LONGEST
            + " characters, without blanks, control characters or emoji in it");
  }

  private static String capitals(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
  }

  private static boolean isBlank(int letter) {
    return Character.isWhitespace(letter)
        || Character.isSpaceChar(letter)
        || Character.isSurrogate((char) letter);
  }
}
