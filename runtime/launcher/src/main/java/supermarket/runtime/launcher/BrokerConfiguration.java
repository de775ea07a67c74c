package supermarket.runtime.launcher;

import java.io.IOException;
import java.nio.file.Path;

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
    return new BrokerConfiguration(EtcFile.read(file(home)).value("url"));
  }

  boolean isExternal() {
    return !url.isEmpty();
  }
}
