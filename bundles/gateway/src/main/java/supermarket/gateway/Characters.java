package supermarket.gateway;

/** Counts characters as people do, not as UTF-16 does. */
final class Characters {

  private Characters() {}

  /** How many code points the text has, or -1 if it holds half of a surrogate pair. */
  static int count(String text) {
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return -1;
        }
        i++;
      }
      count++;
    }
    return count;
  }
}
