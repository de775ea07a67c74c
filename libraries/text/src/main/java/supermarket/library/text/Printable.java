package supermarket.library.text;

/** Makes text from outside fit for a line of a log or a terminal. */
public final class Printable {

  private Printable() {}

  /**
   * The text with everything but printable ASCII, and quotes and backslashes, written as escapes,
   * cut off after so many characters of the original.
   *
   * @param text any text, as it came from outside
   * @param most how many characters of it are shown at most
   */
  public static String of(String text, int most) {
    int end = Math.min(text.length(), most);
    int plain = 0;
    while (plain < end && isPlain(text.charAt(plain))) {
      plain++;
    }
    if (plain == text.length()) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(end + 32).append(text, 0, plain);
    for (int i = plain; i < end; i++) {
      char c = text.charAt(i);
      if (isPlain(c)) {
        escaped.append(c);
      } else if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else {
        escaped.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          escaped.append(Character.forDigit((c >> shift) & 0xf, 16));
        }
      }
    }
    if (end < text.length()) {
      escaped.append("...");
    }
    return escaped.toString();
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
  }
}
