package supermarket.shelf.postgresql;

import java.sql.SQLException;
import supermarket.library.text.Printable;

/** What is wrong with a database, in words. */
final class SqlTrouble {

  private static final int LONGEST = 300;

  private SqlTrouble() {}

  /** Returns the end of a sentence that begins with the database. */
  static String words(Throwable why) {
    String state = "";
    Throwable root = why;
    for (Throwable each = why; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql && sql.getSQLState() != null) {
        state = sql.getSQLState();
      }
      root = each;
    }
    String message = root.getMessage();
    return meaning(state)
        + ": "
        + said(message == null ? root.getClass().getSimpleName() : message);
  }

  /** The classes of PostgreSQL's appendix A, "PostgreSQL Error Codes". */
  private static String meaning(String state) {
    return switch (state) {
      case "28P01", "28000" -> "does not let this node in; look at user and password.file";
      case "3D000" -> "is not there; an administrator has to create that database";
      case "42501" -> "does not let this node do that; its user needs to own the tables";
      case "53100" -> "cannot be written: its disk is full";
      case "25006" -> "is read-only: a standby, not the primary server";
      default ->
          state.startsWith("08") || state.startsWith("57P") || state.isEmpty()
              ? "cannot be reached"
              : "cannot be used";
    };
  }

  private static String said(String message) {
    String plain = message.lines().findFirst().orElse("");
    return Printable.of(plain.replaceFirst("^FATAL: ", ""), LONGEST);
  }
}
