package supermarket.product.manager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import supermarket.library.files.AtomicFile;
import supermarket.library.files.FileStamp;

/**
 * The file that holds the catalogue.
 *
 * <p>Thread safety: none; the product manager calls it under its lock.
 */
final class CatalogueFile {

  /** A larger file is refused: reading it could take the memory that baskets need. */
  private static final long MOST_BYTES = 64L * 1024 * 1024;

  private final Path file;
  private @Nullable FileStamp read;
  private @Nullable FileStamp seen;

  CatalogueFile(Path file) {
    this.file = file;
  }

  Path path() {
    return file;
  }

  /**
   * The file's content, if it is not what was read last and did not change since the last look: so
   * a file that is just being written is left alone. One that could not be read is read again.
   *
   * @throws IOException if it is to be read and cannot be
   */
  Optional<byte[]> poll() throws IOException {
    FileStamp now = FileStamp.of(file);
    boolean settled = now.equals(seen);
    seen = now;
    return settled && !now.equals(read) ? Optional.of(read()) : Optional.empty();
  }

  /** The file's content. */
  byte[] read() throws IOException {
    FileStamp now = FileStamp.of(file);
    seen = now;
    if (now.equals(FileStamp.MISSING)) {
      throw new NoSuchFileException(file.toString());
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("it has more than " + MOST_BYTES + " bytes");
    }
    byte[] content = Files.readAllBytes(file);
    read = now;
    return content;
  }

  /** What was read is of no use: the next looks read it again. */
  void readAgain() {
    read = null;
  }

  /** Replaces the content in one step. */
  void write(byte[] content) throws IOException {
    AtomicFile.write(file, content);
    read = FileStamp.of(file);
    seen = read;
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
