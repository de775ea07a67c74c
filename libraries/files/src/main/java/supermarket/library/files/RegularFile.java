package supermarket.library.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads what others have put somewhere. A pipe or a device in the place of a file is never opened:
 * who opens it may wait for ever, or read without end.
 */
public final class RegularFile {

  private RegularFile() {}

  /**
   * The content of a file; links are followed.
   *
   * @param most so many bytes at most
   * @throws NoSuchFileException if there is none
   * @throws IOException if it cannot be read, is no regular file or is larger
   */
  public static byte[] read(Path file, int most) throws IOException {
    if (!Files.isRegularFile(file)) {
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
      throw new IOException("it is no regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(most);
      if (in.read() >= 0) {
        throw new IOException("it has more than " + most + " bytes");
      }
      return content;
    }
  }
}
