package supermarket.library.foreign.call;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Printable;

/**
 * Takes texts from foreign objects, cut and escaped. The methods call foreign code, which may do
 * anything but end them with an exception: they belong on the thread of the foreign call.
 */
public final class ForeignText {

  /** So many characters of a text are taken. */
  public static final int LONGEST = 200;

  private static final int MOST_CAUSES = 5;
  private static final String UNREADABLE = "(its message cannot be read)";

  private ForeignText() {}

  /** The class of what was thrown. */
  public static String kind(Throwable thrown) {
    return Printable.of(thrown.getClass().getName(), LONGEST);
  }

  /** The message of what was thrown; empty if it has none. */
  public static String message(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? "" : Printable.of(message, LONGEST);
    } catch (Throwable hopeless) { // a message that cannot be read is no reason to fail
      return UNREADABLE;
    }
  }

  /** Its message, and kind and message of each of its first causes. */
  static String messages(Throwable thrown) {
    StringBuilder text = new StringBuilder(message(thrown));
    Throwable cause = cause(thrown);
    for (int i = 1; cause != null && i < MOST_CAUSES; i++) {
      text.append(text.isEmpty() ? "caused by " : ", caused by ").append(kind(cause));
      String message = message(cause);
      if (!message.isEmpty()) {
        text.append(": ").append(message);
      }
      cause = cause(cause);
    }
    return text.toString();
  }

  private static @Nullable Throwable cause(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (Throwable hopeless) {
      return null;
    }
  }

  /** The top of its stack trace. */
  static List<String> frames(Throwable thrown, int most) {
    List<String> frames = new ArrayList<>();
    if (most > 0) {
      try {
        StackTraceElement[] trace = thrown.getStackTrace();
        for (int i = 0; i < Math.min(most, trace.length); i++) {
          frames.add(Printable.of(String.valueOf(trace[i]), LONGEST));
        }
      } catch (Throwable hopeless) {
        frames.add("(its stack trace cannot be read)");
      }
    }
    return frames;
  }
}
