package supermarket.gateway;

import java.util.Locale;

/** Tells whether a {@code Content-Type} is JSON in UTF-8. */
final class MediaType {

  private static final String JSON = "application/json";

  private MediaType() {}

  /** Other parameters than {@code charset} are ignored. */
  static boolean isJson(String header) {
    if (header.equals(JSON)) {
      return true;
    }
    String[] parts = header.split(";", -1);
    if (!parts[0].strip().equalsIgnoreCase(JSON)) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      if (!isHarmless(parts[i].strip().toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHarmless(String parameter) {
    int equals = parameter.indexOf('=');
    if (equals < 0) {
      return parameter.isEmpty();
    }
    if (!parameter.substring(0, equals).equals("charset")) {
      return true;
    }
    String charset = parameter.substring(equals + 1);
    if (charset.length() > 1 && charset.startsWith("\"") && charset.endsWith("\"")) {
      charset = charset.substring(1, charset.length() - 1);
    }
    return charset.equals("utf-8") || charset.equals("utf8");
  }
}
