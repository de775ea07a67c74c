package supermarket.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * An operator at the shell of a runtime: one process for all commands, so that its start is not
 * measured.
 *
 * <p>Thread safety: used by one thread at a time.
 */
final class OperatorProcess implements AutoCloseable {

  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;

  OperatorProcess(Path distribution) throws IOException {
    process =
        new ProcessBuilder(distribution.resolve("bin/supermarket").toString(), "shell")
            .redirectErrorStream(true)
            .start();
    in = process.outputWriter(StandardCharsets.UTF_8);
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Has a command run after those before it, and does not wait for it. */
  void send(String command) throws IOException {
    in.write(command + "\n");
    in.flush();
  }

  /**
   * Runs a command that answers one line for itself and one for each detail.
   *
   * @return the answers since the last call, up to the line that an {@code echo} after it printed
   * @throws IOException if the command failed
   */
  String run(String command) throws IOException {
    send(command);
    send("echo finished");
    StringBuilder answer = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.equals("finished")) {
        return answer.toString();
      }
      answer.append(line).append('\n');
    }
    throw new IOException(command + ": " + answer);
  }

  @Override
  public void close() throws IOException {
    in.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
