package supermarket.shelf.postgresql;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import supermarket.basket.api.operation.InvalidSetting;

/**
 * The configuration, checked.
 *
 * @param url where the database is, for JDBC
 * @param user the user's name there; empty for that of the process
 * @param passwordFile the file that holds the password; null if none is needed
 */
record Settings(String url, String user, @Nullable Path passwordFile) {

  private static final String PREFIX = "jdbc:postgresql:";

  /**
   * Checks a configuration.
   *
   * @throws InvalidSetting if a value is not allowed
   */
  static Settings of(Config config) {
    InvalidSetting.unless(
        config.url().startsWith(PREFIX) && Driver.parseURL(config.url(), null) != null,
        "url",
        "an address such as jdbc:postgresql://db.example:5432/shelf; whether a node has its shelf"
            + " in a folder or in PostgreSQL is decided when it starts");
    InvalidSetting.unless(
        !config.url().toLowerCase(Locale.ROOT).contains("password="),
        "url",
        "without a password: use password.file");
    InvalidSetting.unless(
        config.folder().isEmpty(), "folder", "empty if there is a url: a node has one shelf");
    return new Settings(config.url(), config.user(), file(config.password_file()));
  }

  private static @Nullable Path file(String path) {
    try {
      // It is read for each connection, and need not be there yet.
      return path.isEmpty() ? null : Path.of(path);
    } catch (InvalidPathException e) {
      throw new InvalidSetting("password.file", "the path of a file");
    }
  }

  /** The database as operators know it. */
  String name() {
    int parameters = url.indexOf('?');
    return url.substring(PREFIX.length(), parameters < 0 ? url.length() : parameters);
  }
}
