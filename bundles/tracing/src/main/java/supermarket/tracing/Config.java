package supermarket.tracing;

/** What {@code etc/supermarket.tracing.cfg} may hold. See the README. */
@interface Config {
  /** Where spans go; empty for nowhere. */
  String endpoint() default "";

  /** So many percent of the baskets whose client says nothing of a trace begin one. */
  int percent() default 100;

  /** What spans call this node. */
  String node() default "";
}
