package supermarket.http;

import supermarket.basket.api.operation.InvalidSetting;
import supermarket.library.web.Hosts;

/**
 * The configuration, checked.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 for any free one
 * @param hosts the hosts that requests may be for
 */
record Settings(String host, int port, Hosts hosts) {

  /**
   * Checks the bounds.
   *
   * @throws InvalidSetting if a value is beyond them
   */
  Settings {
    InvalidSetting.unless(!host.isEmpty(), "host", "an address of this machine");
    InvalidSetting.range("port", port, 0, 65_535);
  }

  static Settings of(Config config) {
    return new Settings(config.host(), config.port(), Hosts.of(config.hosts(), config.host()));
  }

  /** Returns whether others are of the same address. */
  boolean isAt(Settings other) {
    return host.equals(other.host) && port == other.port;
  }
}
