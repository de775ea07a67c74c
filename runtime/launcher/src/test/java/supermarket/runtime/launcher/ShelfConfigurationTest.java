package supermarket.runtime.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfConfigurationTest {

  @TempDir Path root;

  private ShelfConfiguration of(String url) throws IOException {
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/supermarket.shelf.cfg"), "url = " + url + "\n");
    return ShelfConfiguration.of(new Home(root, root.resolve("data")));
  }

  @Test
  void aShelfInAFolderNeedsNoDatabase() throws IOException {
    ShelfConfiguration shelf = of("${supermarket.test.absent:-}");
    assertThat(shelf.needs(Path.of("bundles/50-shelf-folder"))).isTrue();
    assertThat(shelf.needs(Path.of("bundles/50-shelf-postgresql"))).isFalse();
    assertThat(shelf.needs(Path.of("bundles/50-basket"))).isTrue();
  }

  @Test
  void aShelfInADatabaseNeedsNoFolder() throws IOException {
    ShelfConfiguration shelf = of("jdbc:postgresql://db/shelf");
    assertThat(shelf.needs(Path.of("bundles/50-shelf-folder"))).isFalse();
    assertThat(shelf.needs(Path.of("bundles/50-shelf-postgresql"))).isTrue();
  }

  @Test
  void withoutAFileItIsInAFolder() throws IOException {
    assertThat(ShelfConfiguration.of(new Home(root, root)).url()).isEmpty();
  }

  @Test
  void anOptionThatTheFileDoesNotTakeIsRefused() {
    System.setProperty("supermarket.shelf.url", "jdbc:postgresql://db/shelf");
    try {
      assertThatIllegalStateException()
          .isThrownBy(() -> of(""))
          .withMessageContaining("let it say url = ${supermarket.shelf.url:-}");
    } finally {
      System.clearProperty("supermarket.shelf.url");
    }
  }
}
