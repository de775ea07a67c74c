package supermarket.http;

/** What {@code etc/supermarket.http.cfg} may hold. See the README. */
@interface Config {
  String host() default "127.0.0.1";

  /**
   * Hosts that requests may be for, commas between; empty for those of loopback, or all if it is
   * elsewhere.
   */
  String hosts() default "";

  /** Zero for any free one. */
  int port() default 0;
}
