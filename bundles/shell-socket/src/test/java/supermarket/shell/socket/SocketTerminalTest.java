package supermarket.shell.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The keys of a client as the shell reads them. */
class SocketTerminalTest {

  @Test
  void whatWasTypedBeforeAnInterruptGoesWithIt() throws IOException {
    CommandOutput output =
        new CommandOutput(
            new DataOutputStream(new ByteArrayOutputStream()), new Activity(System::nanoTime));
    try (SocketTerminal terminal = SocketTerminal.of("xterm\0" + "80\0" + "24", output)) {
      terminal.enterRawMode();
      terminal.processInputBytes("strategy:uninstall x\003exit\r".getBytes(StandardCharsets.UTF_8));
      assertThat(read(terminal.input(), 5)).isEqualTo("exit\r");
      assertThat(terminal.input().available()).isZero();
    }
  }

  private static String read(InputStream in, int length) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) in.read());
    }
    return text.toString();
  }
}
