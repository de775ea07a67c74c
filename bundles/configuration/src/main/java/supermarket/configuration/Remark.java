package supermarket.configuration;

import java.util.Locale;
import supermarket.basket.api.Printable;

/**
 * Something that is wrong in a file.
 *
 * @param text what, and what is allowed; one line, without the file's name
 * @param refuses whether the file does not come into force because of it
 */
record Remark(String text, boolean refuses) {

  private static final int LONGEST = 200;

  static Remark refusal(String text) {
    return new Remark(text, true);
  }

  static Remark warning(String text) {
    return new Remark(text, false);
  }

  /** A value that is not allowed; a password is not shown. */
  static Remark wrong(String key, String value, String allowed) {
    return refusal(key + " = " + shown(key, value) + ", but must be " + allowed);
  }

  /** A key that must be given. */
  static Remark missing(String key, String allowed) {
    return refusal("'" + key + "' is missing; it must be " + allowed);
  }

  private static String shown(String key, String value) {
    String both = (key + value).toLowerCase(Locale.ROOT);
    return both.contains("password") || value.contains("@")
        ? "(not shown)"
        : Printable.of(value, LONGEST);
  }
}
