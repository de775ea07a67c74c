package supermarket.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pax Logging's configuration, which is Log4j's. What Log4j makes of most of it is Log4j's matter;
 * levels and the names around them are what operators change.
 */
record LoggingKind() implements Kind {

  static final String PID = "org.ops4j.pax.logging";

  private static final String PREFIX = "log4j2.";
  private static final Set<String> LEVELS =
      Set.of("OFF", "FATAL", "ERROR", "WARN", "INFO", "DEBUG", "TRACE", "ALL");
  private static final Set<String> PARTS =
      Set.of(
          "advertiser",
          "appender",
          "appenders",
          "customLevel",
          "dest",
          "filter",
          "filters",
          "logger",
          "loggers",
          "monitorInterval",
          "name",
          "packages",
          "property",
          "rootLogger",
          "script",
          "scripts",
          "shutdownHook",
          "shutdownTimeout",
          "status",
          "strict",
          "verbose");
  private static final Set<String> OF_LOGGER =
      Set.of(
          "additivity",
          "appenderRef",
          "appenderRefs",
          "filter",
          "filters",
          "includeLocation",
          "level",
          "marker",
          "name",
          "type");

  /** The root logger or another one, and what of it. */
  private static final Pattern LOGGER =
      Pattern.compile("log4j2\\.(?:rootLogger|logger\\.[^.]+)(?:\\.([^.]+).*)?");

  @Override
  public boolean isOwn() {
    return false;
  }

  @Override
  public boolean hasOtherPlaceholders() {
    return true;
  }

  @Override
  public Judged judge(KeyValues file) {
    List<Remark> remarks = new ArrayList<>(file.remarks());
    file.values().forEach((key, value) -> judge(key, value, file, remarks));
    return new Judged(Map.copyOf(file.values()), remarks);
  }

  private static void judge(String key, String value, KeyValues file, List<Remark> remarks) {
    if (!key.startsWith(PREFIX)) {
      if (!key.startsWith(PID)) {
        List<String> others =
            file.values().keySet().stream().filter(each -> !each.equals(key)).toList();
        remarks.add(Remark.unknown(key, value, Names.didYouMean(key, others)));
      }
      return;
    }
    String part = key.substring(PREFIX.length()).split("\\.", -1)[0];
    if (!PARTS.contains(part)) {
      remarks.add(Remark.unknown(key, value, Names.didYouMean(part, PARTS)));
      return;
    }
    Matcher logger = LOGGER.matcher(key);
    if (!logger.matches()) {
      return;
    }
    String what = logger.group(1);
    if (what != null && !OF_LOGGER.contains(what)) {
      remarks.add(Remark.unknown(key, value, Names.didYouMean(what, OF_LOGGER)));
    } else if (what == null || what.equals("level")) {
      String level = value.split(",", -1)[0].strip();
      if (!LEVELS.contains(level.toUpperCase(Locale.ROOT)) && !level.contains("${")) {
        remarks.add(Remark.wrong(key, value, "OFF, FATAL, ERROR, WARN, INFO, DEBUG, TRACE or ALL"));
      }
    }
  }
}
