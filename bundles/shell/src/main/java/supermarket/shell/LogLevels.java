package supermarket.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The levels of the loggers, as the configuration in force has them. A changed level is not in the
 * file: it holds until the next start, or until the file is changed.
 *
 * <p>Thread safety: none of its own; two operators who change a level at once may undo one
 * another's.
 */
final class LogLevels {

  /** The logger above all others. */
  static final String ROOT = "ROOT";

  private static final String PID = "org.ops4j.pax.logging";
  private static final String ROOT_LOGGER = "log4j2.rootLogger";
  private static final Pattern NAME_KEY = Pattern.compile("log4j2\\.logger\\.[^.]+\\.name");
  private static final String NAME = ".name";
  private static final String LEVEL = ".level";

  /** So many loggers can have a level of their own. */
  private static final int MOST = 200;

  private final ConfigurationAdmin admin;

  LogLevels(ConfigurationAdmin admin) {
    this.admin = admin;
  }

  /** The level of each logger that has one of its own, by its name. */
  Map<String, String> all() {
    Map<String, String> levels = new TreeMap<>();
    Map<String, Object> values = values(configuration());
    keys(values)
        .forEach(
            (logger, key) -> {
              String level = level(values, key);
              if (level != null) {
                levels.put(logger, level);
              }
            });
    return levels;
  }

  /**
   * The name of the logger whose level this one has: its own, that of one above it, or the root.
   */
  static String above(String logger, Map<String, String> levels) {
    String name = logger;
    while (!levels.containsKey(name)) {
      int dot = name.lastIndexOf('.');
      if (dot < 0) {
        return ROOT;
      }
      name = name.substring(0, dot);
    }
    return name;
  }

  /**
   * Gives a logger a level of its own.
   *
   * @throws CommandFailed if too many have one
   */
  void set(String logger, String level) {
    Configuration configuration = configuration();
    Map<String, Object> values = values(configuration);
    Map<String, String> keys = keys(values);
    String key = keys.get(logger);
    if (key == null) {
      if (keys.size() >= MOST) {
        throw new CommandFailed(
            "%d loggers have a level of their own already, and more cannot.".formatted(MOST));
      }
      key = newKey(values);
      values.put(key + NAME, logger);
    }
    values.put(values.containsKey(key) ? key : key + LEVEL, levelInPlace(values, key, level));
    try {
      configuration.update(FrameworkUtil.asDictionary(values));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The key of each logger, without what of it. */
  private static Map<String, String> keys(Map<String, Object> values) {
    Map<String, String> keys = new TreeMap<>();
    keys.put(ROOT, ROOT_LOGGER);
    values.forEach(
        (key, value) -> {
          if (NAME_KEY.matcher(key).matches()) {
            keys.put(value.toString(), key.substring(0, key.length() - NAME.length()));
          }
        });
    return keys;
  }

  private static String newKey(Map<String, Object> values) {
    int number = 1;
    while (values.containsKey("log4j2.logger.shell" + number + NAME)) {
      number++;
    }
    return "log4j2.logger.shell" + number;
  }

  /** Log4j takes {@code LEVEL, APPENDER...} as the value of the logger's own key, too. */
  private static @Nullable String level(Map<String, Object> values, String key) {
    Object all = values.get(key);
    Object level = all == null ? values.get(key + LEVEL) : all.toString().split(",", 2)[0];
    return level == null ? null : level.toString().strip();
  }

  private static String levelInPlace(Map<String, Object> values, String key, String level) {
    Object all = values.get(key);
    int comma = all == null ? -1 : all.toString().indexOf(',');
    return comma < 0 ? level : level + String.valueOf(all).substring(comma);
  }

  private Configuration configuration() {
    try {
      return admin.getConfiguration(PID, "?");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> values(Configuration configuration) {
    Map<String, Object> values = new HashMap<>();
    Dictionary<String, Object> properties = configuration.getProperties();
    if (properties == null) {
      throw new CommandFailed("Logging has no configuration: etc/" + PID + ".cfg is missing.");
    }
    for (Enumeration<String> keys = properties.keys(); keys.hasMoreElements(); ) {
      String key = keys.nextElement();
      values.put(key, properties.get(key));
    }
    return values;
  }
}
