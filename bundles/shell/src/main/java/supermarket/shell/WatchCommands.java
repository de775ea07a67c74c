package supermarket.shell;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Repeats a command. Gogo has a {@code watch} too, whose {@code -n} does not work. */
@Component(service = WatchCommands.class)
@GogoCommand(scope = "supermarket", function = "watch")
public final class WatchCommands {

  static final String WATCH =
      "supermarket:watch [-n SECONDS] COMMAND - repeats a command until Ctrl-C, or for a day";

  private static final String CLEAR = "\033[H\033[2J";
  private static final int USUAL_SECONDS = 2;
  private static final int MOST_SECONDS = 3_600;

  /** Repeats it. */
  @Descriptor(WATCH)
  public void watch(
      CommandSession session,
      @Descriptor("SECONDS: between two times, 1 to 3600; 2 unless told. COMMAND: with its words")
          @Nullable String... arguments)
      throws Exception {
    List<String> words = Arguments.atLeast(1, WATCH, arguments);
    int seconds = USUAL_SECONDS;
    if (words.getFirst().equals("-n")) {
      Arguments.atLeast(3, WATCH, arguments);
      seconds = Arguments.count(words.get(1), "seconds", MOST_SECONDS);
      words = words.subList(2, words.size());
    }
    String line = line(words);
    PrintStream out = session.getConsole();
    String head = "Every %d s, until Ctrl-C: %s  ".formatted(seconds, Text.sentence(line));
    String clear = Here.columns().isPresent() ? CLEAR : "";
    AtomicBoolean began = new AtomicBoolean();
    new Repeated(Duration.ofSeconds(seconds))
        .run(
            () -> {
              out.println(clear + head + Instant.now().truncatedTo(ChronoUnit.SECONDS));
              try {
                show(session, line, out);
                began.set(true);
              } catch (InterruptedException e) {
                throw e;
              } catch (
                  Exception e) { // what fails for a while, such as in a restart, is watched too
                if (!began.get()) {
                  throw e;
                }
                out.println(Text.sentence(String.valueOf(e.getMessage())));
              }
              out.flush();
              return !out.checkError();
            });
  }

  private static void show(CommandSession session, String line, PrintStream out) throws Exception {
    Object result = session.execute(line);
    if (result != null) {
      out.println(session.format(result, Converter.INSPECT));
    }
  }

  /** One word is a line as it stands; several are those of one command. */
  private static String line(List<String> words) {
    return words.size() == 1
        ? words.getFirst()
        : words.stream()
            .map(word -> Completion.isPlain(word) ? word : "'" + word.replace("'", "'\"'\"'") + "'")
            .collect(Collectors.joining(" "));
  }
}
