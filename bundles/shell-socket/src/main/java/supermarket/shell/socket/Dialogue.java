package supermarket.shell.socket;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.felix.gogo.jline.Expander;
import org.apache.felix.gogo.jline.Highlighter;
import org.apache.felix.gogo.jline.Parser;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.gogo.runtime.CommandSessionImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Job;
import org.jline.builtins.Completers;
import org.jline.builtins.Completers.CompletionData;
import org.jline.builtins.Less;
import org.jline.builtins.Source;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * The shell of a person at a terminal: prompt, editing, history, completion. It is Gogo's shell on
 * JLine, but failures are told in words, and what is longer than the screen is paged.
 *
 * <p>One thread runs it.
 */
final class Dialogue {
  private static final Set<String> LEAVING = Set.of("exit", "quit", "logout");

  private final CommandSession session;
  private final Terminal terminal;
  private final StageErrors errors;
  private final Activity activity;
  private final LineReader reader;

  /**
   * One that has read the profile.
   *
   * @param session whose streams are the terminal's
   * @param home where the history is kept
   * @param profile read first, if it is there
   */
  Dialogue(
      CommandSession session,
      Terminal terminal,
      StageErrors errors,
      Activity activity,
      Path home,
      Path profile) {
    this.session = session;
    this.terminal = terminal;
    this.errors = errors;
    this.activity = activity;
    session.put(Shell.VAR_TERMINAL, terminal);
    session.put(Shell.VAR_SESSION, session);
    session.put("#TERM", variable(terminal::getType));
    session.put("#COLUMNS", variable(terminal::getWidth));
    session.put("#LINES", variable(terminal::getHeight));
    session.put(Shell.VAR_PROMPT, "supermarket> ");
    session.put(LineReader.HISTORY_FILE, home.resolve(".gogo.history"));
    this.reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .variables(((CommandSessionImpl) session).getVariables())
            .completer(new Completers.Completer(new Completing()))
            .highlighter(new Highlighter(session))
            .parser(new Parser())
            .expander(new Expander(session))
            .build();
    reader.setOpt(LineReader.Option.AUTO_FRESH_LINE);
    session.put(Shell.VAR_READER, reader);
    session.put(Shell.VAR_COMPLETIONS, new HashMap<>());
    read(profile);
  }

  private interface Variable {
    Object value();
  }

  private static Function variable(Variable variable) {
    return (session, arguments) -> variable.value();
  }

  private void read(Path profile) {
    if (!Files.isReadable(profile)) {
      return;
    }
    try {
      session.put("0", profile.toUri());
      session.execute(Files.readString(profile));
    } catch (Exception e) { // whatever is wrong in it, the shell is needed all the more
      complain("%s: %s".formatted(profile, Words.of(e)));
    } finally {
      session.put("0", null);
    }
  }

  /**
   * Executes lines until the person leaves.
   *
   * @param mayLeave asked when he wants to
   */
  void run(BooleanSupplier mayLeave) {
    terminal.handle(Signal.INT, signal -> onForegroundJob(Job::interrupt));
    terminal.handle(Signal.TSTP, signal -> onForegroundJob(Job::suspend));
    while (!Thread.currentThread().isInterrupted()) {
      String line;
      try {
        line = reader.readLine(Shell.getPrompt(session));
      } catch (UserInterruptException e) {
        continue; // the line is dropped
      } catch (EndOfFileException e) {
        line = "exit";
      }
      if (!LEAVING.contains(line.strip())) {
        execute(line);
      } else if (mayLeave.getAsBoolean()) {
        return;
      }
    }
  }

  /** Asks a question that is answered with y or n; anything else is a no. */
  boolean confirms(String question) {
    try {
      return reader.readLine(question + " [y/N] ").strip().equalsIgnoreCase("y");
    } catch (UserInterruptException e) {
      return false;
    } catch (EndOfFileException e) {
      return true; // twice
    }
  }

  private interface Action {
    void on(Job job);
  }

  private void onForegroundJob(Action action) {
    Job job = session.foregroundJob();
    if (job != null) {
      action.on(job);
    }
  }

  private void execute(String line) {
    if (line.isBlank()) {
      return;
    }
    activity.begin();
    try {
      Execution execution = Execution.of(line, session, errors);
      if (execution.done()) {
        show(execution.text());
      } else if (!execution.text().isEmpty()) {
        complain(execution.text());
      }
      awaitForegroundJob();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      activity.end();
    }
  }

  private void show(String text) throws InterruptedException {
    if (text.isEmpty()) {
      return;
    }
    if (text.lines().limit(terminal.getHeight()).count() < terminal.getHeight()
        || terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
      terminal.writer().println(text);
      terminal.flush();
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      Source source =
          new Source.InputStreamSource(
              new ByteArrayInputStream(bytes), true, "SPACE for more, q when done");
      // Its sources are a list that it adds to.
      new Less(terminal, session.currentDir()).run(new ArrayList<>(List.of(source)));
    } catch (IOException e) {
      complain(Words.of(e));
    }
  }

  private void complain(String words) {
    AttributedStringBuilder text = new AttributedStringBuilder();
    text.style(AttributedStyle.DEFAULT.foreground(AttributedStyle.RED));
    text.append(words);
    text.style(AttributedStyle.DEFAULT);
    terminal.writer().println(text.toAnsi(terminal));
    terminal.flush();
  }

  /** One that {@code fg} has brought back. */
  private void awaitForegroundJob() throws InterruptedException {
    for (Job job = session.foregroundJob(); job != null; job = session.foregroundJob()) {
      synchronized (job) {
        while (job.status() == Job.Status.Foreground) {
          job.wait();
        }
      }
    }
  }

  private final class Completing implements Completers.CompletionEnvironment {
    @Override
    public Map<String, List<CompletionData>> getCompletions() {
      return Shell.getCompletions(session);
    }

    @Override
    public Set<String> getCommands() {
      return Shell.getCommands(session);
    }

    @Override
    public String resolveCommand(String command) {
      return Shell.resolve(session, command);
    }

    @Override
    public String commandName(String command) {
      return command.substring(command.indexOf(':') + 1);
    }

    @Override
    public Object evaluate(LineReader lineReader, ParsedLine line, String function)
        throws Exception {
      session.put(Shell.VAR_COMMAND_LINE, line);
      return session.execute(function);
    }
  }
}
