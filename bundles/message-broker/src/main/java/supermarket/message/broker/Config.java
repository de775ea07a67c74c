package supermarket.message.broker;

/** The configuration; what each key means is in the README. */
@interface Config {
  /** Where the brokers are. */
  String url() default "";

  /** The user's name at a broker. */
  String user() default "";

  /** The environment variable that holds the password. */
  String password_env() default "";

  /** The file that holds the password. */
  String password_file() default "";

  /** What other nodes call this one. */
  String node() default "";

  /** What this node does. */
  String role() default "";

  /** How many baskets may wait for an answer. */
  int max_waiting() default 10_000;

  /** What messages in the embedded broker may take. */
  int memory_limit_mb() default 64;
}
