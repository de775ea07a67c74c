package supermarket.shell.socket;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandSession;

/**
 * Who calls: paths in commands are his, and tables are as wide as his terminal.
 *
 * @param directory his working directory, empty if it is not told
 * @param home his home, empty if it is not told
 * @param user his name by the operating system, which tells who is at the other end of a socket;
 *     empty if it does not
 * @param columns of the terminal he looks at, 0 if a script reads the output
 */
record Caller(String directory, String home, String user, int columns) {

  /** A colour for nothing, so that Gogo's commands colour nothing. */
  private static final String NO_COLOURS = "mt=";

  /**
   * Reads what {@link Wire#CALLER} says; what is missing or wrong is as if it were not told.
   *
   * @param user his name, which he cannot tell himself
   */
  static Caller of(String text, String user) {
    String[] fields = text.split("\0", -1);
    return new Caller(field(fields, 0), field(fields, 1), user, number(field(fields, 2)));
  }

  static String field(String[] fields, int index) {
    return index < fields.length ? fields[index] : "";
  }

  /** A number of columns or lines; 0 if it is none. */
  static int number(String text) {
    return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
  }

  /** Lets a session be his. */
  void enter(CommandSession session) {
    session.put(".client", true); // leaving the shell leaves the runtime alone
    // A command without a scope is ours, then Felix's if it has one: help, install, uninstall. Then
    // it is that of a strategy (list, show), or else of a product.
    session.put("SCOPE", "supermarket:felix:strategy:product:*");
    if (!directory.isEmpty() && isDirectory(directory)) {
      session.currentDir(Path.of(directory));
    }
    if (!home.isEmpty()) {
      session.put("HOME", home);
    }
    if (!user.isEmpty()) {
      session.put(".user", user);
    }
    if (columns > 0) {
      session.put("COLUMNS", columns);
    } else {
      session.put("GREP_COLORS", NO_COLOURS);
      session.put("LS_COLORS", NO_COLOURS);
    }
  }

  private static boolean isDirectory(String path) {
    try {
      return Files.isDirectory(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
