package supermarket.runtime.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogWatchTest {
  @TempDir Path folder;
  private Path file;
  private int reopened;
  private LogWatch watch;

  @BeforeEach
  void watch() {
    file = folder.resolve("supermarket.log");
    watch = new LogWatch(file, () -> reopened++);
  }

  private void look(int times) {
    for (int look = 0; look < times; look++) {
      watch.look();
    }
  }

  @Test
  void aLogThatWasDeletedIsReopened() throws IOException {
    Files.createFile(file);
    look(1);
    Files.delete(file);
    look(2);
    assertThat(reopened).isEqualTo(1);
    Files.createFile(file);
    look(100);
    assertThat(reopened).isEqualTo(1);
  }

  @Test
  void oneThatIsRolledOverIsLeftAlone() throws IOException {
    Files.createFile(file);
    for (int roll = 0; roll < 10; roll++) {
      look(1);
      Files.delete(file);
      look(1);
      Files.createFile(file);
    }
    assertThat(reopened).isZero();
  }

  @Test
  void whereItCannotComeBackItIsTriedNowAndThen() throws IOException {
    Files.createFile(file);
    look(1);
    Files.delete(file);
    look(120);
    assertThat(reopened).isEqualTo(4);
  }

  @Test
  void aLogThatNeverWasThereIsElsewhere() {
    look(100);
    assertThat(reopened).isZero();
  }
}
