package supermarket.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {

  @TempDir Path folder;

  @Test
  void itIsMadeOnceForItsOwnerOnly() throws IOException {
    Path file = folder.resolve("console.token");
    AdminToken token = AdminToken.of(file);
    String text = Files.readString(file).strip();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(text).hasSizeGreaterThanOrEqualTo(43).matches("[A-Za-z0-9_-]+");
    assertThat(token.isShownBy("Bearer " + text)).isTrue();
    assertThat(AdminToken.of(file).isShownBy("Bearer " + text)).isTrue();
    AdminToken.of(folder.resolve("other"));
    assertThat(folder.resolve("other")).content().isNotEqualTo(text + "\n");
  }

  @Test
  void nothingElseIsIt() throws IOException {
    Path file = folder.resolve("console.token");
    AdminToken token = AdminToken.of(file);
    String text = Files.readString(file).strip();
    assertThat(token.isShownBy("")).isFalse();
    assertThat(token.isShownBy("Bearer ")).isFalse();
    assertThat(token.isShownBy(text)).isFalse();
    assertThat(token.isShownBy("Bearer " + text + "x")).isFalse();
    assertThat(token.isShownBy("Bearer " + text.substring(1))).isFalse();
  }

  @Test
  void aFileThatOthersMayReadLetsNobodyIn() throws IOException {
    Path file = folder.resolve("console.token");
    AdminToken.of(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> AdminToken.of(file)).hasMessageContaining("read by others");
  }

  @Test
  void aFileThatHoldsNoneLetsNobodyIn() throws IOException {
    Path file = folder.resolve("console.token");
    AdminToken.of(file);
    Files.writeString(file, "\n");
    assertThatThrownBy(() -> AdminToken.of(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("delete it");
  }
}
