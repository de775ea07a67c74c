package supermarket.product.manager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The file that holds the catalogue.
 *
 * <p>Thread safety: none; the product manager calls it under its lock.
 */
final class CatalogueFile {

  /** What a file looks like from outside. Two looks at the same content give the same stamp. */
  private record Stamp(long modified, long size, String key) {
    static final Stamp MISSING = new Stamp(-1, -1, "");
  }

  private final Path file;
  private Stamp read = new Stamp(-2, -2, "");
  private Stamp seen = read;

  CatalogueFile(Path file) {
    this.file = file;
  }

  /**
   * The file's content, if it is not what was read last and did not change since the last look: so
   * a file that is just being written is left alone.
   *
   * @throws IOException if it is to be read and cannot be
   */
  Optional<byte[]> poll() throws IOException {
    Stamp now = stamp();
    boolean settled = now.equals(seen);
    seen = now;
    return settled && !now.equals(read) ? Optional.of(read()) : Optional.empty();
  }

  /** The file's content. */
  byte[] read() throws IOException {
    read = stamp();
    seen = read;
    return Files.readAllBytes(file);
  }

  /** Replaces the content in one step. */
  void write(byte[] content) throws IOException {
    CatalogueWriter.write(file, content);
    read = stamp();
    seen = read;
  }

  private Stamp stamp() throws IOException {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(
          now.lastModifiedTime().to(TimeUnit.NANOSECONDS),
          now.size(),
          String.valueOf(now.fileKey()));
    } catch (NoSuchFileException missing) {
      return Stamp.MISSING;
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
