package supermarket.shell;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What there is to say about one thing: a label and a value on each line. Values are escaped. Not
 * thread-safe.
 */
final class Card {

  private final Map<String, String> lines = new LinkedHashMap<>();

  Card line(String label, Object value) {
    lines.put(label, Text.sentence(value.toString()));
    return this;
  }

  /** The lines, without a line break at the end. */
  @Override
  public String toString() {
    int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    lines.forEach(
        (label, value) ->
            text.append(text.isEmpty() ? "" : "\n")
                .append(label)
                .append(" ".repeat(width - label.length() + 2))
                .append(value));
    return text.toString();
  }
}
