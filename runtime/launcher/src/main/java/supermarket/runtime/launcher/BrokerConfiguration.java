package supermarket.runtime.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What the launcher has to know of the message broker before anything starts.
 *
 * @param url where it is; empty for one inside the process
 */
record BrokerConfiguration(String url) {

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
    return new BrokerConfiguration(properties.getProperty("url", "").strip());
  }

  boolean isExternal() {
    return !url.isEmpty();
  }
}
