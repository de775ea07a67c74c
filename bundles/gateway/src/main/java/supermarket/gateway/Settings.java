package supermarket.gateway;

import java.time.Duration;
import supermarket.basket.api.operation.InvalidSetting;
import supermarket.library.web.Hosts;

/**
 * The configuration, checked.
 *
 * @param host the address to listen on
 * @param hosts the hosts that requests may be for
 * @param port the port to listen on, 0 for any free one
 * @param deadline how long a basket may take, from the end of its body on
 * @param ioThreads how many threads read and write
 * @param maxBody largest body, in bytes
 * @param maxItems how many items a basket may list
 * @param maxProducts how many distinct products a basket may hold
 * @param maxInFlight how many baskets may wait for their price
 * @param maxConnections how many connections there may be
 * @param maxConnectionsPerAddress how many of one client's address
 * @param bodyTimeout how long a body may take to arrive
 */
record Settings(
    String host,
    Hosts hosts,
    int port,
    Duration deadline,
    int ioThreads,
    int maxBody,
    int maxItems,
    int maxProducts,
    int maxInFlight,
    int maxConnections,
    int maxConnectionsPerAddress,
    Duration bodyTimeout) {

  private static final long HOUR = 3_600_000;

  /**
   * Checks the bounds.
   *
   * @throws InvalidSetting if a value is beyond them
   */
  Settings {
    InvalidSetting.unless(!host.isEmpty(), "host", "an address of this machine");
    InvalidSetting.range("port", port, 0, 65_535);
    InvalidSetting.range("deadline.ms", deadline.toMillis(), 1, HOUR);
    InvalidSetting.unless(
        ioThreads >= 1 && ioThreads <= 64,
        "io.threads",
        "a whole number from 1 to 64, or 0 for one for each processor");
    InvalidSetting.range("max.body.bytes", maxBody, 1, 1 << 30);
    InvalidSetting.range("max.items", maxItems, 1, 10_000_000);
    InvalidSetting.range("max.products", maxProducts, 1, 1_000_000);
    InvalidSetting.range("max.in.flight", maxInFlight, 1, 1_000_000);
    InvalidSetting.range("max.connections", maxConnections, 1, 1_000_000);
    InvalidSetting.unless(
        maxConnectionsPerAddress >= 1 && maxConnectionsPerAddress <= 1_000_000,
        "max.connections.per.address",
        "a whole number from 1 to 1000000, or 0 for half of max.connections");
    InvalidSetting.range("body.timeout.ms", bodyTimeout.toMillis(), 1, HOUR);
  }

  static Settings of(Config config) {
    int ioThreads = config.io_threads();
    return new Settings(
        config.host(),
        Hosts.of(config.hosts(), config.host()),
        config.port(),
        Duration.ofMillis(config.deadline_ms()),
        ioThreads == 0 ? Math.min(64, Runtime.getRuntime().availableProcessors()) : ioThreads,
        config.max_body_bytes(),
        config.max_items(),
        config.max_products(),
        config.max_in_flight(),
        config.max_connections(),
        perAddress(config.max_connections_per_address(), config.max_connections()),
        Duration.ofMillis(config.body_timeout_ms()));
  }

  /** How many bytes there may be altogether of requests and replies that are under way. */
  long maxUnfinished() {
    return Math.min(16L * maxBody, Runtime.getRuntime().maxMemory() / 8);
  }

  private static int perAddress(int configured, int maxConnections) {
    return configured == 0 ? (maxConnections + 1) / 2 : configured;
  }
}
