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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client and its Gogo session. The thread that converses keeps reading while a command runs on
 * another, so that a client that goes away (Ctrl-C) interrupts its command.
 */
final class ShellConnection {
  private static final Logger log = LoggerFactory.getLogger(ShellConnection.class);

  private final CommandProcessor processor;
  private final ExecutorService commands;
  private final DataInputStream in;
  private final CommandOutput output;
  private final PrintStream printer;

  /**
   * @param commands runs the commands, one at a time for each connection
   */
  ShellConnection(SocketChannel client, CommandProcessor processor, ExecutorService commands) {
    this.processor = processor;
    this.commands = commands;
    this.in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(client)));
    this.output =
        new CommandOutput(
            new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(client))));
    this.printer = new PrintStream(output, true, StandardCharsets.UTF_8);
  }

  /**
   * Answers commands until the client goes away.
   *
   * @throws IOException if the connection broke, or the client sent what it must not
   */
  void converse() throws IOException {
    try (CommandSession session =
        processor.createSession(InputStream.nullInputStream(), printer, printer)) {
      // A command without a scope is Felix's if it has one: install, uninstall.
      session.put("SCOPE", "felix:*");
      Wire.readText(in).map(Path::of).filter(Files::isDirectory).ifPresent(session::currentDir);
      answer(session);
    }
  }

  private void answer(CommandSession session) throws IOException {
    Optional<Future<?>> running = Optional.empty();
    try {
      for (Optional<String> next = Wire.readText(in); next.isPresent(); next = Wire.readText(in)) {
        String command = next.get();
        running = Optional.of(commands.submit(() -> execute(command, session)));
      }
    } finally {
      running.ifPresent(command -> command.cancel(true));
    }
  }

  /** Two commands of a client that does not wait for its answers run one after the other. */
  private synchronized void execute(String command, CommandSession session) {
    output.renew();
    int code = Wire.DONE;
    try {
      Object result = session.execute(command);
      if (result != null) {
        printer.println(session.format(result, Converter.INSPECT));
      }
    } catch (Exception e) {
      // Whatever a command throws is its answer to the operator.
      printer.println("Error: " + (e.getMessage() == null ? e : e.getMessage()));
      code = Wire.FAILED;
    }
    try {
      output.exit(code);
    } catch (IOException e) {
      log.debug("A shell client did not wait for its command", e);
    }
  }
}
