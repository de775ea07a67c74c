package supermarket.shell.socket;

import java.util.regex.Pattern;

/**
 * Lets lines mean what they mean in other shells. A per cent sign is one: Gogo takes each for the
 * beginning of an expression {@code %(…)}, and fails if it is none, as in {@code off=25%}. And
 * {@code tail -3} is {@code tail -n 3}, which is all that Gogo knows.
 */
final class UsualSpelling {
  private static final Pattern SHORT_COUNT =
      Pattern.compile("((?:^|\\|)\\s*(?:gogo:)?(?:head|tail)\\s+)-(\\d+)(?=\\s|$)");

  private final String line;
  private final StringBuilder text;
  private int next;

  private UsualSpelling(String line) {
    this.line = line;
    this.text = new StringBuilder(line.length());
  }

  /** The line as Gogo reads it. */
  static String in(String line) {
    String counted = SHORT_COUNT.matcher(line).replaceAll("$1-n $2");
    return counted.indexOf('%') < 0 ? counted : new UsualSpelling(counted).escaped();
  }

  private String escaped() {
    boolean doubleQuoted = false;
    while (next < line.length()) {
      char sign = line.charAt(next);
      if (sign == '\\') {
        take(2);
      } else if (sign == '\'' && !doubleQuoted) {
        takeThrough('\'', next + 1);
      } else if (line.startsWith("%(", next)) {
        takeGroup('(', ')');
      } else if (line.startsWith("${", next)) {
        takeGroup('{', '}');
      } else {
        doubleQuoted ^= sign == '"';
        text.append(sign == '%' ? "\\" : "");
        take(1);
      }
    }
    return text.toString();
  }

  private void take(int length) {
    int end = Math.min(next + length, line.length());
    text.append(line, next, end);
    next = end;
  }

  private void takeThrough(char sign, int from) {
    int end = line.indexOf(sign, from);
    take((end < 0 ? line.length() : end + 1) - next);
  }

  /** An expression, with those in it. */
  private void takeGroup(char opens, char closes) {
    int depth = 0;
    char sign;
    do {
      sign = line.charAt(next);
      depth += sign == opens ? 1 : sign == closes ? -1 : 0;
      take(1);
    } while (next < line.length() && !(depth == 0 && sign == closes));
  }
}
