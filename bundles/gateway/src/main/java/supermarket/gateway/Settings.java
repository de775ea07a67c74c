package supermarket.gateway;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * The configuration, checked.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 for any free one
 * @param deadline how long a basket may take, from the end of its body on
 * @param ioThreads how many threads read and write
 * @param maxBody largest body, in bytes
 * @param maxItems how many items a basket may list
 * @param maxProducts how many distinct products a basket may hold
 * @param maxInFlight how many baskets may wait for their price
 * @param maxConnections how many connections are accepted; more wait
 * @param bodyTimeout how long a body may take to arrive
 */
record Settings(
    String host,
    int port,
    Duration deadline,
    int ioThreads,
    int maxBody,
    int maxItems,
    int maxProducts,
    int maxInFlight,
    int maxConnections,
    Duration bodyTimeout) {

  private static final int HOUR = 3_600_000;

  /**
   * Reads a configuration.
   *
   * @throws IllegalArgumentException if a value makes no sense; the message names it and says what
   *     it may be
   */
  static Settings of(Config config) {
    return new Settings(
        config.host(),
        whole("port", config::port, 0, 65_535),
        millis("deadline.ms", config::deadline_ms),
        ioThreads(whole("io.threads", config::io_threads, 0, 64)),
        whole("max.body.bytes", config::max_body_bytes, 1, 1 << 30),
        whole("max.items", config::max_items, 1, 10_000_000),
        whole("max.products", config::max_products, 1, 1_000_000),
        whole("max.in.flight", config::max_in_flight, 1, 1_000_000),
        whole("max.connections", config::max_connections, 1, 1_000_000),
        millis("body.timeout.ms", config::body_timeout_ms));
  }

  /** How many bytes of unfinished baskets there may be altogether, on one IO thread. */
  long maxUnfinished() {
    return 16L * maxBody / ioThreads;
  }

  private static int ioThreads(int configured) {
    return configured > 0 ? configured : Runtime.getRuntime().availableProcessors();
  }

  private static Duration millis(String key, IntSupplier value) {
    return Duration.ofMillis(whole(key, value, 1, HOUR));
  }

  private static int whole(String key, IntSupplier value, int least, int most) {
    String mayBe = key + " must be a whole number from " + least + " to " + most;
    int whole;
    try {
      whole = value.getAsInt();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(mayBe + " (" + e.getMessage() + ")", e);
    }
    if (whole < least || whole > most) {
      throw new IllegalArgumentException(mayBe + ", but is " + whole);
    }
    return whole;
  }
}
