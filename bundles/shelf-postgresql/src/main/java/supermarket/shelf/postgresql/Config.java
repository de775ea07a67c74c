package supermarket.shelf.postgresql;

/** Configuration {@code supermarket.shelf}; what each key means is in the README. */
@interface Config {
  /** Only for a shelf in a folder. */
  String folder() default "";

  /** Where the database is. */
  String url() default "";

  /** The user's name there. */
  String user() default "";

  /** The file that holds the password. */
  String password_file() default "";
}
