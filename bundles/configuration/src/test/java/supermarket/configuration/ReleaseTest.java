package supermarket.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {

  private static final String JAR = "bundles/50-apps/supermarket.till.jar";

  @TempDir Path folder;
  private Path home;
  private Release release;

  @BeforeEach
  void unpack() throws IOException {
    home = Files.createDirectory(folder.resolve("a home"));
    Files.writeString(home.resolve("release.txt"), JAR + "\nbin/launcher.jar\n");
    release = Release.of(home);
  }

  private static String url(Path file) {
    return file.toUri().toString();
  }

  @Test
  void hasWhatWasInstalledFromItsFolder() {
    assertThat(release.has(JAR)).as("by the launcher").isTrue();
    assertThat(release.has(url(home.resolve(JAR)))).as("by a URL").isTrue();
  }

  @Test
  void hasNothingFromElsewhereWhateverItsName() {
    assertThat(release.has(url(folder.resolve(JAR)))).isFalse();
    assertThat(release.has(url(home.resolve("strategies/supermarket.till.jar")))).isFalse();
    assertThat(release.has(url(home.resolve("bundles/50-apps/supermarket.new.jar")))).isFalse();
    assertThat(release.has("strategy:supermarket.till:1.0.0:" + JAR)).isFalse();
    assertThat(release.has("System Bundle")).isFalse();
  }
}
