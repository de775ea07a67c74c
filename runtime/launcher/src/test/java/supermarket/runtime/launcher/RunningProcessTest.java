package supermarket.runtime.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningProcessTest {
  @TempDir Path folder;
  private Home home;

  @BeforeEach
  void home() {
    home = new Home(folder, folder);
  }

  @Test
  void thereIsNoneWithoutAPidFileOrWithNonsenseInIt() throws IOException {
    assertThat(RunningProcess.of(home)).isEmpty();

    Files.writeString(home.pidFile(), "nonsense");
    assertThat(RunningProcess.of(home)).isEmpty();
  }

  @Test
  void aStalePidThatNowNamesAnotherProcessIsNotTaken() throws IOException {
    Files.writeString(home.pidFile(), ProcessHandle.current().pid() + "\n");

    assertThat(RunningProcess.of(home)).isEmpty();
  }
}
