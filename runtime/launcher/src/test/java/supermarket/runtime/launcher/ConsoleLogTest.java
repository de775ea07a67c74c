package supermarket.runtime.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleLogTest {
  @TempDir Path folder;

  @Test
  void oneThatIsTooLargeIsSetAsideAndWrittenOn() throws IOException {
    Path file = folder.resolve("console.log");
    ConsoleLog log = new ConsoleLog(file);
    log.look();
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write(new byte[(int) ConsoleLog.MOST_BYTES]);
      log.look();
      assertThat(file).hasSize(ConsoleLog.MOST_BYTES);
      out.write('a');
      log.look();
      assertThat(file).isEmptyFile();
      out.write('b');
    }
    assertThat(file).hasContent("b");
    assertThat(folder.resolve("console.log.1")).hasSize(ConsoleLog.MOST_BYTES + 1);
  }
}
