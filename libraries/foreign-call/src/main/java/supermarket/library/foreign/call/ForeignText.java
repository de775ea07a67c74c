package supermarket.library.foreign.call;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supermarket.library.text.Printable;

/**
 * Takes texts from foreign objects, cut and escaped. The methods call foreign code, which may do
 * anything but end them with an exception: they belong on the thread of the foreign call.
 */
public final class ForeignText {

  /** So many characters of a text are taken. */
  public static final int LONGEST = 200;

  /** Whoever makes texts of more characters for each call takes the memory and time of others. */
  static final int HUGE = 1_000_000;

  private static final int MOST_CAUSES = 5;
  private static final String UNREADABLE = "(its message cannot be read)";

  private ForeignText() {}

  /** The class of what was thrown. */
  public static String kind(Throwable thrown) {
    return Printable.of(thrown.getClass().getName(), LONGEST);
  }

  /** The message of what was thrown; empty if it has none. */
  public static String message(Throwable thrown) {
    return Printable.of(whole(thrown), LONGEST);
  }

  private static String whole(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? "" : message;
    } catch (Throwable hopeless) { // a message that cannot be read is no reason to fail
      return UNREADABLE;
    }
  }

  /**
   * What something that was thrown says.
   *
   * @param text its message, and kind and message of each of its first causes
   * @param huge whether one of the messages has more than {@link #HUGE} characters
   */
  record Said(String text, boolean huge) {}

  /** Asks what was thrown, and its causes. */
  static Said said(Throwable thrown) {
    String message = whole(thrown);
    boolean huge = message.length() > HUGE;
    StringBuilder text = new StringBuilder(Printable.of(message, LONGEST));
    Throwable cause = cause(thrown);
    for (int i = 1; cause != null && i < MOST_CAUSES; i++) {
      message = whole(cause);
      huge |= message.length() > HUGE;
      text.append(text.isEmpty() ? "caused by " : ", caused by ").append(kind(cause));
      if (!message.isEmpty()) {
        text.append(": ").append(Printable.of(message, LONGEST));
      }
      cause = cause(cause);
    }
    return new Said(text.toString(), huge);
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
