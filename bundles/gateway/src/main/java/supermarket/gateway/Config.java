package supermarket.gateway;

/**
 * What {@code etc/supermarket.gateway.cfg} may hold; an underscore here is a dot there. See the
 * README.
 */
@interface Config {
  String host() default "127.0.0.1";

  /**
   * Hosts that requests may be for, commas between; empty for those of loopback, or all if it is
   * elsewhere.
   */
  String hosts() default "";

  int port() default 8080;

  int deadline_ms() default 5_000;

  /** Zero for one for each processor. */
  int io_threads() default 0;

  int max_body_bytes() default 8 * 1024 * 1024;

  int max_items() default 100_000;

  int max_products() default 1_000;

  int max_in_flight() default 2_000;

  int max_connections() default 10_000;

  /** Zero for half of the connections there may be. */
  int max_connections_per_address() default 0;

  int body_timeout_ms() default 30_000;
}
