package supermarket.configuration;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys and values of a file.
 *
 * @param values without blanks around them, placeholders filled in
 * @param remarks what is wrong with the form
 */
record KeyValues(SortedMap<String, String> values, List<Remark> remarks) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}:]+)(?::-([^}]*))?}");

  /**
   * Parses a text: lines {@code KEY = VALUE}, comments, {@code ${PROPERTY}} and {@code
   * ${PROPERTY:-DEFAULT}}.
   *
   * @param properties the framework's properties; null for one that is not set
   * @param others whether placeholders that are no such property may stay, for somebody else to
   *     fill in
   */
  static KeyValues parse(
      String text, Function<String, @Nullable String> properties, boolean others) {
    List<Remark> remarks = new ArrayList<>();
    SortedMap<String, String> values = new TreeMap<>();
    try {
      for (Map.Entry<String, String> each : load(text, remarks).entrySet()) {
        String key = each.getKey();
        String value = each.getValue().strip();
        String filled = fillIn(value, properties);
        if (others || !PLACEHOLDER.matcher(filled).find()) {
          values.put(key, filled.strip());
        } else {
          remarks.add(Remark.wrong(key, filled, "without a placeholder for what is set nowhere"));
        }
      }
    } catch (IllegalArgumentException malformed) {
      remarks.add(Remark.refusal("it has a Unicode escape without four hexadecimal digits"));
    }
    return new KeyValues(values, remarks);
  }

  /** The same with these values in the place of its own. */
  KeyValues with(Map<String, String> more) {
    SortedMap<String, String> all = new TreeMap<>(values);
    all.putAll(more);
    return new KeyValues(all, remarks);
  }

  private static SortedMap<String, String> load(String text, List<Remark> remarks) {
    SortedMap<String, String> loaded = new TreeMap<>();
    Properties properties =
        new Properties() {
          @Override
          public synchronized @Nullable Object put(Object key, Object value) {
            if (loaded.put((String) key, (String) value) != null) {
              remarks.add(Remark.warning("'" + key + "' stands there twice; the last one holds"));
            }
            return null;
          }
        };
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string can be read
    }
    return loaded;
  }

  private static String fillIn(String value, Function<String, @Nullable String> properties) {
    return PLACEHOLDER
        .matcher(value)
        .replaceAll(
            match -> {
              String property = properties.apply(match.group(1));
              String filled = property == null ? match.group(2) : property;
              return Matcher.quoteReplacement(filled == null ? match.group() : filled);
            });
  }
}
