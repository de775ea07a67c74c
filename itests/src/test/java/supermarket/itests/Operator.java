package supermarket.itests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;

/** An operator at the Felix shell. */
final class Operator {

  private final CommandProcessor shell;

  Operator(CommandProcessor shell) {
    this.shell = shell;
  }

  /** Runs a command and answers what it printed and returned; throws what it threw. */
  String run(String command) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(output, true, StandardCharsets.UTF_8);
    try (CommandSession session =
        shell.createSession(new ByteArrayInputStream(new byte[0]), print, print)) {
      Object result = session.execute(command);
      if (result != null) {
        print.print(session.format(result, org.apache.felix.service.command.Converter.INSPECT));
      }
      print.flush();
    } catch (Exception e) {
      throw new IllegalStateException(command + ": " + e.getMessage(), e);
    }
    return output.toString(StandardCharsets.UTF_8);
  }
}
