package supermarket.itests;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The reply for a basket that was priced, in words that are compared at a glance. */
record Receipt(String body) {

  private static final Pattern TOTAL = Pattern.compile("^\\{\"total_cost\":([0-9.]+),");
  private static final Pattern LINE =
      Pattern.compile(
          "\\{\"product\":\"(?<product>[^\"]+)\",\"quantity\":(?<quantity>\\d+),"
              + "\"unit_price\":[0-9.]+,\"cost\":(?<cost>[0-9.]+),[^{}\\[\\]]*"
              + "(?:\"promotions\":\\[(?<off>[^\\]]*)\\])?[^{}\\[\\]]*\\}");
  private static final Pattern PLAIN = Pattern.compile("\"plain_cost\":([0-9.]+)");
  private static final Pattern OFF = Pattern.compile("\\{\"id\":\"([^\"]+)\",\"off\":([0-9.]+)\\}");
  private static final Pattern APPLIED =
      Pattern.compile(
          "\\{\"id\":\"(?<id>[^\"]+)\",(?:\"name\":\"[^\"]*\",)?\"kind\":\"(?<kind>[^\"]+)\","
              + "\"times\":(?<times>\\d+),\"saving\":(?<saving>[0-9.]+),"
              + "\"pieces\":\\[(?<pieces>[^\\]]*)\\]\\}");
  private static final Pattern PIECES =
      Pattern.compile(
          "\\{\"product\":\"([^\"]+)\",(?:\"role\":\"([^\"]*)\",)?\"paid\":(\\d+),\"given\":(\\d+)\\}");
  private static final Pattern EXPLAINED =
      Pattern.compile(
          "\\{\"id\":\"([^\"]+)\",\"outcome\":\"([a-z_]+)\",\"detail\":\"((?:[^\"\\\\]|\\\\.)*)\""
              + "(?:,\"pieces\":(\\d+))?(?:,\"amount\":([0-9.]+))?\\}");

  private static List<MatchResult> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  String total() {
    return all(TOTAL, body).getFirst().group(1);
  }

  /** What the lines cost, in their order, as in {@code 16.00 4.00}. */
  String costs() {
    return lines().stream().map(line -> line.group("cost")).collect(Collectors.joining(" "));
  }

  /** The sum of what the lines cost. */
  String sum() {
    return lines().stream()
        .map(line -> new BigDecimal(line.group("cost")))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .toPlainString();
  }

  /** What the lines would cost without any rule. */
  String plain() {
    return all(PLAIN, body).stream().map(each -> each.group(1)).collect(Collectors.joining(" "));
  }

  /** What promotions took off the lines, as in {@code A:two=0.67 B:two=0.67}. */
  String off() {
    return lines().stream()
        .filter(line -> line.group("off") != null)
        .flatMap(
            line ->
                all(OFF, line.group("off")).stream()
                    .map(off -> line.group("product") + ":" + off.group(1) + "=" + off.group(2)))
        .collect(Collectors.joining(" "));
  }

  /** The lines as they are, whatever their order. */
  List<String> linesSorted() {
    return lines().stream().map(MatchResult::group).sorted().toList();
  }

  private List<MatchResult> lines() {
    return all(LINE, body);
  }

  /** What was applied, how often, and what it saved, as in {@code two*1=2.00}. */
  String applied() {
    return all(APPLIED, body).stream()
        .map(each -> each.group("id") + "*" + each.group("times") + "=" + each.group("saving"))
        .collect(Collectors.joining(" "));
  }

  /** The kinds of what was applied, with their versions. */
  List<String> kinds() {
    return all(APPLIED, body).stream().map(each -> each.group("kind")).toList();
  }

  /** The pieces of what was applied, paid and given, as in {@code A.buy=2+0 B.get=0+1}. */
  String pieces() {
    return all(APPLIED, body).stream()
        .flatMap(each -> all(PIECES, each.group("pieces")).stream())
        .map(
            each ->
                each.group(1)
                    + (each.group(2) == null ? "" : "." + each.group(2))
                    + "=%s+%s".formatted(each.group(3), each.group(4)))
        .collect(Collectors.joining(" "));
  }

  /** So many pieces were given by all that was applied. */
  long given() {
    return all(APPLIED, body).stream()
        .flatMap(each -> all(PIECES, each.group("pieces")).stream())
        .mapToLong(each -> Long.parseLong(each.group(4)))
        .sum();
  }

  boolean isProven() {
    return body.contains("\"proven\":true");
  }

  /** What became of a promotion, as in {@code pieces_missing 3}; nothing if it is not said. */
  String outcome(String promotion) {
    return all(EXPLAINED, body).stream()
        .filter(each -> each.group(1).equals(promotion))
        .map(
            each ->
                each.group(2)
                    + (each.group(4) == null ? "" : " " + each.group(4))
                    + (each.group(5) == null ? "" : " " + each.group(5)))
        .collect(Collectors.joining());
  }

  /** Why, for people. */
  String detail(String promotion) {
    return all(EXPLAINED, body).stream()
        .filter(each -> each.group(1).equals(promotion))
        .map(each -> each.group(3))
        .collect(Collectors.joining());
  }
}
