package supermarket.library.purity;

/** Names from class files, which may hold anything, so that they can be shown. */
final class Names {

  private static final int LONGEST = 200;

  private Names() {}

  /** Returns a type's name as in source: {@code java/util/Map$Entry} is java.util.Map.Entry. */
  static String type(String internal) {
    return internal.replace('/', '.').replace('$', '.');
  }

  /** Returns the element type of an array, empty for an array of primitives. */
  static String element(String internal) {
    if (!internal.startsWith("[")) {
      return internal;
    }
    String element = internal.substring(internal.lastIndexOf('[') + 1);
    return element.startsWith("L") ? element.substring(1, element.length() - 1) : "";
  }

  /** Returns the text, cut, with an escape for each character that does not belong in a line. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(
            each -> {
              if (each == ' ' || (Character.isLetterOrDigit(each) || isPlain(each))) {
                shown.appendCodePoint(each);
              } else {
                shown.append(String.format(java.util.Locale.ROOT, "\\u%04x", each));
              }
            });
    return text.codePointCount(0, text.length()) > LONGEST ? shown + "…" : shown.toString();
  }

  private static boolean isPlain(int each) {
    return each > ' ' && each < 0x7f;
  }
}
