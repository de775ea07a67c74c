package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import supermarket.itests.Distribution.Result;

/** The shell of a runtime in the background, as an operator and as a script have it. */
@Timeout(300)
class ShellIT {
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final String PROMPT = "supermarket> ";

  @TempDir Path folder;
  private Distribution distribution;

  @BeforeEach
  void start() throws IOException {
    distribution = new Distribution(folder);
    distribution.start();
  }

  @AfterEach
  void end() {
    distribution.close();
  }

  @Test
  void aScriptGetsPlainWordsPipesAndItsOwnPaths() {
    assertThat(distribution.shell("product:list | tail -3")).hasLineCount(3).contains("SR1");
    assertThat(distribution.shell("lb | grep supermarket.gateway"))
        .contains("Active")
        .doesNotContain("\033");
    assertThat(distribution.shell("help")).contains("product:price ", "COMMANDS OF OTHER BUNDLES");

    Result unknown = distribution.run("shell", "product:prise GR1 3.10");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.output()).contains("Did you mean 'product:price'?");

    // The runtime works in its own folder, the caller in /.
    Result missing = distribution.run("shell", "strategy:check ./none.jar");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.output())
        .contains("/none.jar")
        .doesNotContain(distribution.home() + "/none");
    Result inPipe = distribution.run("shell", "product:prise | tail -3");
    assertThat(inPipe.code()).isEqualTo(1);
    assertThat(inPipe.output()).contains("There is no command").doesNotContain("Exception");
  }

  /** {@code bin/supermarket shell} on a pseudo-terminal. */
  private final class Terminal implements AutoCloseable {
    private final Process process;
    private final InputStream shown;
    private final OutputStream keys;
    private final StringBuilder screen = new StringBuilder();

    Terminal() throws IOException {
      String command = "'" + distribution.home() + "/bin/supermarket' shell";
      ProcessBuilder builder =
          new ProcessBuilder(SCRIPT.toString(), "-qec", command, "/dev/null")
              .redirectErrorStream(true);
      builder.environment().remove("JAVA_HOME");
      builder.environment().put("TERM", "xterm");
      builder.environment().put("HOME", folder.toString());
      process = builder.start();
      shown = process.getInputStream();
      keys = process.getOutputStream();
    }

    void type(String text) throws IOException {
      keys.write(text.getBytes(StandardCharsets.UTF_8));
      keys.flush();
    }

    void awaitShown(String text) throws IOException {
      while (screen.indexOf(text) < 0) {
        int next = shown.read();
        assertThat(next).as("'%s' is shown, not the end after: %s", text, screen).isNotNegative();
        screen.append((char) next);
      }
      screen.delete(0, screen.indexOf(text) + text.length());
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  @Test
  void aPersonHasEditingHistoryAndCompletionAndLeavesTheRuntimeRunning() throws Exception {
    assumeTrue(Files.isExecutable(SCRIPT), "needs script (util-linux) for a pseudo-terminal");
    try (Terminal terminal = new Terminal()) {
      terminal.awaitShown(PROMPT);
      terminal.type("product:li\t\r"); // completed
      terminal.awaitShown("Strawberries");
      terminal.awaitShown(PROMPT);
      terminal.type("half a line\003"); // dropped
      terminal.awaitShown(PROMPT);
      terminal.type("\033OA\r"); // product:list again, from the history
      terminal.awaitShown("Strawberries");
      terminal.awaitShown(PROMPT);
      terminal.type("exit\r");
      assertThat(terminal.process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(terminal.process.exitValue()).isZero();
    }
    assertThat(distribution.run("status").code()).isZero();
  }
}
