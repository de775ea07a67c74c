package supermarket.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The jars that are being uploaded. Each is a file for as long as it is dealt with.
 *
 * <p>Thread safety: any thread.
 */
final class Uploads {

  private static final String PREFIX = "upload-";
  private static final String SUFFIX = ".jar";

  private final Path folder;

  /** What is done with a jar. */
  @FunctionalInterface
  interface Use<T> {
    T of(Path jar);
  }

  /**
   * Those in a folder. What was left there when the runtime was killed goes.
   *
   * @throws IOException if the folder cannot be made
   */
  Uploads(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
      for (Path each : left) {
        Files.deleteIfExists(each);
      }
    }
  }

  /**
   * Keeps what comes until it is used.
   *
   * @throws IOException if it cannot be read or kept
   */
  <T> T use(InputStream content, Use<T> use) throws IOException {
    Path jar = Files.createTempFile(folder, PREFIX, SUFFIX);
    try {
      Files.copy(content, jar, StandardCopyOption.REPLACE_EXISTING);
      return use.of(jar);
    } finally {
      Files.deleteIfExists(jar);
    }
  }
}
