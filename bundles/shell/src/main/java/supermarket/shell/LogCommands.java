package supermarket.shell;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The commands about the log. */
@Component(service = LogCommands.class)
@GogoCommand(
    scope = "log",
    function = {"level", "tail"})
public final class LogCommands {

  static final String LEVEL =
      "log:level [--json] [LOGGER [LEVEL]] - the levels of the loggers; of one; changes it until"
          + " the next start";
  static final String TAIL =
      "log:tail [-n LINES] [-f] - the last lines of the log; with -f those that follow, until"
          + " Ctrl-C";

  /** What Log4j knows. */
  static final List<String> LEVELS =
      List.of("OFF", "FATAL", "ERROR", "WARN", "INFO", "DEBUG", "TRACE", "ALL");

  private static final Pattern LOGGER = Pattern.compile("[\\w$]+(\\.[\\w$]+){0,31}");
  private static final int LONGEST = 200;
  private static final int LINES = 20;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final LogLevels levels;
  private final @Nullable String data;

  /** The commands, on the log of this node. */
  @Activate
  public LogCommands(BundleContext context, @Reference ConfigurationAdmin admin) {
    this.levels = new LogLevels(admin);
    this.data = context.getProperty("supermarket.data");
  }

  /** Shows levels, or changes one. */
  @Descriptor(LEVEL)
  public String level(
      @Descriptor("LOGGER: a logger, or ROOT. LEVEL: OFF, FATAL, ERROR, WARN, INFO, DEBUG, TRACE")
          @Nullable String... arguments) {
    Listing listing = Listing.of(arguments);
    List<String> given = Arguments.between(0, 2, LEVEL, listing.words());
    if (given.isEmpty()) {
      Table table = new Table().words("LOGGER", "LEVEL");
      levels.all().forEach(table::row);
      return listing.show(table, "");
    }
    String logger = logger(given.getFirst());
    Map<String, String> now = levels.all();
    String above = LogLevels.above(logger, now);
    String before = now.getOrDefault(above, "?");
    if (given.size() == 1) {
      return "%s: %s%s"
          .formatted(logger, before, above.equals(logger) ? "" : ", as " + above + " has");
    }
    String level = given.get(1).toUpperCase(Locale.ROOT);
    if (!Set.copyOf(LEVELS).contains(level)) {
      throw new CommandFailed(
          "'%s' is no level: there are %s."
              .formatted(Text.safe(given.get(1)), String.join(", ", LEVELS)));
    }
    levels.set(logger, level);
    return "%s: %s -> %s, until the next start or change of the file."
        .formatted(logger, before, level);
  }

  private static String logger(String given) {
    if (given.equalsIgnoreCase(LogLevels.ROOT)) {
      return LogLevels.ROOT;
    }
    if (given.length() > LONGEST || !LOGGER.matcher(given).matches()) {
      throw new CommandFailed(
          "'%s' is no logger: give a name such as supermarket.gateway, or ROOT."
              .formatted(Text.safe(given)));
    }
    return given;
  }

  /** The end of the log. */
  @Descriptor(TAIL)
  public @Nullable String tail(
      CommandSession session,
      @Descriptor("LINES: how many, 1 to 1000; 20 unless told. -f: goes on with what follows")
          @Nullable String... arguments)
      throws Exception {
    List<String> words = new ArrayList<>(Arguments.between(0, 3, TAIL, arguments));
    boolean follows = words.remove("-f");
    int lines = LINES;
    if (words.size() == 2 && words.getFirst().equals("-n")) {
      lines = Arguments.count(words.getLast(), "lines", Arguments.MOST_SHOWN);
    } else if (!words.isEmpty()) {
      throw new CommandFailed("That cannot be understood.\nUsage: " + TAIL);
    }
    LogFile log = new LogFile(file());
    String last = String.join("\n", log.last(lines).stream().map(LogCommands::shown).toList());
    if (!follows) {
      return last;
    }
    PrintStream out = session.getConsole();
    out.println(last);
    out.flush();
    new Repeated(PAUSE)
        .run(
            () -> {
              log.added(line -> out.println(shown(line)));
              out.flush();
              return !out.checkError();
            });
    return null;
  }

  private Path file() {
    if (data == null) {
      throw new CommandFailed("This node has no data folder, and so no log.");
    }
    return Path.of(data, "log", "supermarket.log");
  }

  /** The log escapes what comes from clients; a stack trace has tabs. */
  private static String shown(String line) {
    return Text.sentence(line.replace("\t", "    "));
  }
}
