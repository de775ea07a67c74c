package supermarket.product.manager.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueFileTest {

  @TempDir Path folder;
  private Path path;
  private CatalogueFile file;

  @BeforeEach
  void write() throws IOException {
    path = Files.writeString(folder.resolve("catalogue.json"), "before");
    file = new CatalogueFile(path);
  }

  private static byte[] bytes(String content) {
    return content.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatWasReadAndWrittenHereIsKnown() throws IOException {
    byte[] before = file.read();
    assertThat(file.replace(ContentId.of(before), bytes("after"))).isTrue();
    assertThat(path).hasContent("after");
    assertThat(file.poll()).isEmpty();
    assertThat(file.poll()).isEmpty();
  }

  @Test
  void whatItsAuthorSavesMeanwhileIsNotOverwrittenAndIsReadNext() throws IOException {
    byte[] before = file.read();
    Files.writeString(path, "by its author");
    assertThat(file.replace(ContentId.of(before), bytes("after"))).isFalse();
    assertThat(path).hasContent("by its author");
    assertThat(file.poll()).as("it may be being written").isEmpty();
    assertThat(file.poll().orElseThrow().content()).isEqualTo(bytes("by its author"));
  }
}
