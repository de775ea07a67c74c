package supermarket.shell.socket;

import java.io.EOFException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.gogo.runtime.SyntaxError;
import org.jspecify.annotations.Nullable;

/** Failures of commands in plain words, without the name of a class. */
final class Words {
  static final String ERROR = "Error: ";

  private static final String QUOTE =
      " Put what holds a sign such as | ; & $ ( ) { } [ ] < > in single quotes.";
  private static final String SAYS_NOTHING =
      "The command failed without saying why; the log has more.";
  private static final Pattern CLASS_NAME =
      Pattern.compile("\\A(?:(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:: |\\z))+");
  private static final Pattern THROWN =
      Pattern.compile("(?:\\b[a-z]\\w*\\.)+[A-Z][\\w$]*Exception(: )?");
  private static final Pattern NOT_FITTING =
      Pattern.compile("\\ACannot coerce ([^(]+)\\(.*", Pattern.DOTALL);

  private Words() {}

  /** Whether even the message is missing, so that only a log with the stack trace helps. */
  static boolean saysNothing(Throwable thrown) {
    return of(thrown).equals(SAYS_NOTHING);
  }

  /** Why a line failed. */
  static String of(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return switch (thrown) {
      case ExecutionException _ when cause != null -> of(cause);
      case InvocationTargetException _ when cause != null -> of(cause);
      case InterruptedException _ -> "Interrupted.";
      case CancellationException _ -> "Interrupted.";
      case CommandNotFoundException e ->
          "There is no command '%s'. 'help' lists all there are.".formatted(e.getCommand());
      case SyntaxError e -> unreadable("near its character " + e.column(), e.getMessage());
      case EOFException _ when cause instanceof SyntaxError ->
          unreadable("to its end", cause.getMessage());
      case NoSuchFileException e -> "There is no file %s.".formatted(e.getFile());
      case AccessDeniedException e -> "The file %s may not be read.".formatted(e.getFile());
      case StackOverflowError _ -> "The command called itself too often.";
      case OutOfMemoryError _ -> "There was not enough memory for the command.";
      default -> of(thrown.getMessage());
    };
  }

  /** The same, of a failure's message. */
  static String of(@Nullable String message) {
    if (message == null || message.equals("null")) {
      return SAYS_NOTHING;
    }
    Matcher notFitting = NOT_FITTING.matcher(message);
    if (notFitting.matches()) {
      String command = notFitting.group(1);
      return "'%1$s' does not take these arguments. See 'help %1$s'.".formatted(command);
    }
    String plain = CLASS_NAME.matcher(message).replaceFirst("");
    return plain.isEmpty() ? SAYS_NOTHING : plain;
  }

  /** What Gogo's commands print of exceptions, without their names. */
  static String withoutClassNames(String text) {
    return THROWN
        .matcher(text)
        .replaceAll(thrown -> thrown.group(1) == null ? "it failed without saying why" : "");
  }

  private static String unreadable(String where, @Nullable String why) {
    return "The line cannot be read %s: %s.%s".formatted(where, why, QUOTE);
  }
}
