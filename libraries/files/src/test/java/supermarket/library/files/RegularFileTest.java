package supermarket.library.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RegularFileTest {

  @TempDir Path folder;

  @Test
  void aFileIsReadUpToItsBound() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "12345");
    assertThat(RegularFile.read(file, 5)).asString().isEqualTo("12345");
    assertThat(RegularFile.read(Files.createSymbolicLink(folder.resolve("link"), file), 5))
        .hasSize(5);
    assertThatIOException()
        .isThrownBy(() -> RegularFile.read(file, 4))
        .withMessage("it has more than 4 bytes");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> RegularFile.read(folder.resolve("none"), 4));
  }

  @Test
  void whatIsNoFileIsNotOpened() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor())
        .isZero();
    Path zero = Files.createSymbolicLink(folder.resolve("zero"), Path.of("/dev/zero"));
    for (Path each : new Path[] {pipe, zero, folder}) {
      assertThatIOException()
          .isThrownBy(() -> RegularFile.read(each, 4))
          .withMessage("it is no regular file");
    }
    Files.delete(zero);
  }
}
