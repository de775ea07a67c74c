package supermarket.gateway;

/**
 * Writes what a client sent into a log line: a value can neither end its line nor its quotes, nor
 * reorder or hide what is around it.
 */
final class LogText {

  private static final String HARMLESS = "-_.:/@+";

  private LogText() {}

  /** Appends the value as it is if it is one plain word, otherwise quoted and escaped. */
  static void append(StringBuilder line, String value) {
    if (isWord(value)) {
      line.append(value);
      return;
    }
    line.append('"');
    int i = 0;
    while (i < value.length()) {
      int c = value.codePointAt(i);
      appendEscaped(line, c);
      i += Character.charCount(c);
    }
    line.append('"');
  }

  private static boolean isWord(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean harmless =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || HARMLESS.indexOf(c) >= 0;
      if (!harmless) {
        return false;
      }
    }
    return !value.isEmpty();
  }

  /**
   * ASCII that prints, letters and digits stay; all else (controls, line separators, bidi) becomes
   * \\uXXXX.
   */
  private static void appendEscaped(StringBuilder line, int c) {
    if (c == '"' || c == '\\') {
      line.append('\\').append((char) c);
    } else if ((c >= ' ' && c <= '~') || (c > '~' && Character.isLetterOrDigit(c))) {
      line.appendCodePoint(c);
    } else {
      for (char unit : Character.toChars(c)) {
        line.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          line.append(Character.forDigit((unit >> shift) & 0xF, 16));
        }
      }
    }
  }
}
