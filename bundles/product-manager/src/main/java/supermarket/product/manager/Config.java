package supermarket.product.manager;

/** Configuration {@code supermarket.product.manager}. */
@interface Config {
  /** The catalogue's file, absolute or below the runtime's home. */
  String catalogue() default "etc/catalogue.json";

  /** Milliseconds between two looks at the catalogue's file. */
  long poll_ms() default 500;

  /** Milliseconds that a strategy has to make the rule of a product. */
  long rule_timeout_ms() default 1_000;

  /** Milliseconds that a strategy that is leaving is held for baskets that have it pinned. */
  long lease_timeout_ms() default 2_000;

  /** Milliseconds that baskets wait for the successor of a strategy that went. */
  long successor_wait_ms() default 2_000;

  /** Percent of the products that a file may change or take away without {@code --force}. */
  int import_share() default 50;
}
