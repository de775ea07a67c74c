package supermarket.runtime.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the launcher has to know of the message broker before anything starts.
 *
 * @param url where it is; empty for one inside the process
 */
record BrokerConfiguration(String url) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}:]+)(?::-([^}]*))?}");

  static Path file(Home home) {
    return home.etc().resolve("supermarket.message.broker.cfg");
  }

  static BrokerConfiguration of(Home home) throws IOException {
    Properties properties = new Properties();
    if (Files.exists(file(home))) {
      try (var reader = Files.newBufferedReader(file(home))) {
        properties.load(reader);
      }
    }
    return new BrokerConfiguration(fillIn(properties.getProperty("url", "")).strip());
  }

  /** As the gate of etc/ does: {@code ${property:-default}}. */
  private static String fillIn(String value) {
    return PLACEHOLDER
        .matcher(value)
        .replaceAll(
            match -> {
              String byDefault = match.group(2) == null ? "" : match.group(2);
              return Matcher.quoteReplacement(System.getProperty(match.group(1), byDefault));
            });
  }

  boolean isExternal() {
    return !url.isEmpty();
  }
}
