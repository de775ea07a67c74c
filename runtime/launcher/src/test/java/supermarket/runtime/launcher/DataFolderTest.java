package supermarket.runtime.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void whatAnEarlierReleaseLeftOpenIsClosed() throws IOException {
    Home home = new Home(folder, folder.resolve("data"));
    Files.createDirectories(home.cache());
    Files.setPosixFilePermissions(home.cache(), PosixFilePermissions.fromString("rwxrwxrwx"));
    Path deployments = Files.createFile(home.data().resolve("deployments.jsonl"));
    Files.setPosixFilePermissions(deployments, PosixFilePermissions.fromString("rw-rw-rw-"));
    Path elsewhere = Files.createFile(folder.resolve("elsewhere"));
    Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.createSymbolicLink(home.data().resolve("link"), elsewhere);
    DataFolder.publish(home.pidFile(), "7\n");

    DataFolder.secure(home);

    assertThat(mode(home.data())).as("others may pass through").isEqualTo("rwx--x--x");
    assertThat(mode(home.cache())).isEqualTo("rwx------");
    assertThat(mode(deployments)).isEqualTo("rw-------");
    assertThat(mode(home.pidFile())).isEqualTo("rw-r--r--");
    assertThat(mode(elsewhere)).as("not ours").isEqualTo("rw-rw-rw-");
  }
}
