package supermarket.shell.socket;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.shell.socket.Wire.Message;

/**
 * One client and its Gogo session. The thread that converses keeps reading while a command runs on
 * another, so that a client that goes away (Ctrl-C) interrupts its command.
 */
final class ShellConnection {
  private static final Logger log = LoggerFactory.getLogger(ShellConnection.class);

  private final SocketChannel channel;
  private final CommandProcessor processor;
  private final ExecutorService commands;
  private final Path profile;
  private final Activity activity;
  private final DataInputStream in;
  private final CommandOutput output;

  /**
   * One that has not said anything yet.
   *
   * @param commands runs the commands, one at a time for each connection
   * @param profile what a terminal's shell reads first
   * @param clock nanoseconds, for the time that it is idle
   */
  ShellConnection(
      SocketChannel channel,
      CommandProcessor processor,
      ExecutorService commands,
      Path profile,
      LongSupplier clock) {
    this.channel = channel;
    this.processor = processor;
    this.commands = commands;
    this.profile = profile;
    this.activity = new Activity(clock);
    this.in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
    this.output =
        new CommandOutput(
            new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel))),
            activity);
  }

  /** For how long it has done nothing; empty if it is at work. */
  Optional<Duration> idle() {
    return activity.idle();
  }

  /**
   * Answers commands until the client goes away.
   *
   * @throws IOException if the connection broke, or the client sent what it must not
   */
  void converse() throws IOException {
    Caller caller = Caller.of(Wire.read(in, Wire.CALLER).text(), Peer.of(channel));
    Optional<Message> first = next();
    if (first.isPresent() && first.get().kind() == Wire.TERMINAL) {
      talk(caller, SocketTerminal.of(first.get().text(), output));
    } else {
      answer(caller, first);
    }
  }

  private Optional<Message> next() throws IOException {
    Optional<Message> message = Wire.read(in);
    activity.heard();
    return message;
  }

  private void answer(Caller caller, Optional<Message> first) throws IOException {
    PrintStream printer = new PrintStream(output, true, StandardCharsets.UTF_8);
    StageErrors errors = new StageErrors(output);
    Optional<Future<?>> running = Optional.empty();
    try (CommandSession session =
        processor.createSession(
            InputStream.nullInputStream(),
            printer,
            new PrintStream(errors, true, StandardCharsets.UTF_8))) {
      caller.enter(session);
      for (Optional<Message> next = first; next.isPresent(); next = next()) {
        Message command = next.get();
        running = Optional.of(commands.submit(() -> execute(command, session, printer, errors)));
      }
    } finally {
      running.ifPresent(command -> command.cancel(true));
    }
  }

  /** Two commands of a client that does not wait for its answers run one after the other. */
  private synchronized void execute(
      Message command, CommandSession session, PrintStream printer, StageErrors errors) {
    activity.begin();
    try {
      Execution execution =
          command.isTooLong() ? tooLong(command) : Execution.of(command.text(), session, errors);
      if (!execution.text().isEmpty()) {
        printer.println(execution.text());
      }
      output.exit(execution.done() ? Wire.DONE : Wire.FAILED);
    } catch (IOException e) {
      log.debug("A shell client did not wait for its command", e);
    } finally {
      activity.end();
    }
  }

  private static Execution tooLong(Message command) {
    return new Execution(
        false,
        "%sA command has at most %,d bytes, not %,d."
            .formatted(Words.ERROR, Wire.LONGEST, command.length()));
  }

  private void talk(Caller caller, SocketTerminal terminal) throws IOException {
    Future<?> dialogue = commands.submit(() -> talkOn(caller, terminal));
    try (terminal) {
      for (Optional<Message> next = next(); next.isPresent(); next = next()) {
        switch (next.get().kind()) {
          case Wire.KEYS -> terminal.processInputBytes(next.get().bytes());
          case Wire.SIZE -> terminal.resize(next.get().text());
          default -> throw new IOException("Not from a terminal: " + next.get().kind());
        }
      }
    } finally {
      dialogue.cancel(true);
    }
  }

  private void talkOn(Caller caller, SocketTerminal terminal) {
    StageErrors errors = new StageErrors(terminal.output());
    try (CommandSession session =
        processor.createSession(
            terminal.input(),
            terminal.output(),
            new PrintStream(errors, true, StandardCharsets.UTF_8))) {
      caller.enter(session);
      Path home =
          Path.of(caller.home().isEmpty() ? System.getProperty("user.home") : caller.home());
      new Dialogue(session, terminal, errors, activity, home, profile).run(() -> true);
      output.exit(Wire.DONE);
    } catch (IOException e) {
      log.debug("A shell client is gone", e);
    }
  }

  /** Says why it must go, and hangs up when that is written. Waits for nothing. */
  void dismiss(String why) {
    if (!output.end(why)) {
      hangUp();
    }
  }

  /** Writes to the client what is put in for it, until one of the two ends it. */
  void write() {
    try {
      output.pump();
    } finally {
      hangUp();
    }
  }

  /** Hangs up without a word, which ends whatever waits for it. */
  void hangUp() {
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("A shell client is gone", e);
    }
    output.stop();
  }
}
