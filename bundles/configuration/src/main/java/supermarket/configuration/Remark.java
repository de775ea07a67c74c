package supermarket.configuration;

import java.util.Locale;

/**
 * Something that is wrong in a file.
 *
 * @param text what, and what is allowed, without the file's name; it is made printable where it is
 *     told
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

  /** A key that nobody knows. */
  static Remark unknown(String key, String value, String meant) {
    return warning(
        "'"
            + key
            + "' is unknown and does nothing"
            + (value.isEmpty() ? "; it has no value, is an '=' missing?" : meant));
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
        : value.length() > LONGEST ? value.substring(0, LONGEST) + "..." : value;
  }
}
