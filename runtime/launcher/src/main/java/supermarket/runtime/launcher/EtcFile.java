package supermarket.runtime.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of {@code etc/}, for what the launcher has to know before anything starts. */
final class EtcFile {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}:]+)(?::-([^}]*))?}");

  private final Properties properties = new Properties();

  /** Reads one; a missing one is empty. */
  static EtcFile read(Path path) throws IOException {
    EtcFile file = new EtcFile();
    if (Files.exists(path)) {
      try (var reader = Files.newBufferedReader(path)) {
        file.properties.load(reader);
      }
    }
    return file;
  }

  private EtcFile() {}

  /** The value of a key, filled in as the gate of etc/ does: {@code ${property:-default}}. */
  String value(String key) {
    return PLACEHOLDER
        .matcher(properties.getProperty(key, ""))
        .replaceAll(
            match -> {
              String byDefault = match.group(2) == null ? "" : match.group(2);
              return Matcher.quoteReplacement(System.getProperty(match.group(1), byDefault));
            })
        .strip();
  }
}
