package supermarket.product.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneWriterTest {

  @TempDir Path folder;

  /** As on a file system that is read-only: the lock cannot be had, whoever asks. */
  @Test
  void whereNobodyCanWriteTheFileWhatIsBesideItIsKeptAllTheSame() throws IOException {
    Path file = Files.writeString(folder.resolve("catalogue.json"), "{}");
    Files.createDirectory(folder.resolve(".catalogue.json.lock"));
    OneWriter writer = new OneWriter(file);
    AtomicInteger kept = new AtomicInteger();
    writer.keep(kept::incrementAndGet);
    assertThat(kept).hasValue(1);
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> writer.run(kept::incrementAndGet));
    assertThat(kept).hasValue(1);
  }
}
