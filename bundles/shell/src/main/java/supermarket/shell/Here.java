package supermarket.shell;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;
import org.apache.felix.service.command.Process;
import org.jspecify.annotations.Nullable;

/**
 * Where the command that this thread runs was typed: the working directory, the home and the
 * terminal of the caller, not of the runtime.
 */
final class Here {

  private static final int STANDARD_OUTPUT = 1;

  /** The variable in which the shell's socket says who is at its other end. */
  private static final String USER = ".user";

  private static final int USUAL_COLUMNS = 80;

  private Here() {}

  /**
   * The absolute path of a file as the caller means it: {@code ~/x.jar}, {@code ./x.jar}.
   *
   * @throws CommandFailed if it is no path
   */
  static Path path(String typed) {
    Optional<CommandSession> session = session();
    Object home = session.map(each -> each.get("HOME")).orElse(System.getProperty("user.home"));
    String expanded =
        typed.equals("~") || typed.startsWith("~/") ? home + typed.substring(1) : typed;
    try {
      Path path = Path.of(expanded);
      return session.map(each -> each.currentDir().resolve(path)).orElse(path).normalize();
    } catch (InvalidPathException e) {
      throw new CommandFailed("'%s' is no path.".formatted(Text.safe(typed)));
    }
  }

  /** Who types: the caller's name by the operating system, or that of the runtime's own user. */
  static String user() {
    return session()
        .map(each -> each.get(USER))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .orElseGet(() -> System.getProperty("user.name", "nobody"));
  }

  /** Whether the output goes to a terminal. */
  static boolean isTerminal() {
    Process process = Process.Utils.current();
    return process != null && process.isTty(STANDARD_OUTPUT);
  }

  /** How wide the terminal is that the output goes to; empty if it goes elsewhere. */
  static OptionalInt columns() {
    if (!isTerminal()) {
      return OptionalInt.empty();
    }
    return session().map(each -> columns(each.get("COLUMNS"))).orElse(OptionalInt.empty());
  }

  private static OptionalInt columns(@Nullable Object columns) {
    return columns instanceof Integer number
        ? OptionalInt.of(number > 0 ? number : USUAL_COLUMNS)
        : OptionalInt.empty();
  }

  private static Optional<CommandSession> session() {
    return Optional.ofNullable(Job.Utils.current()).map(Job::session);
  }
}
