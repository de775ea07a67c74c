package supermarket.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What a file holds, or why that cannot be known.
 *
 * @param text the text; empty if it cannot be read
 * @param failure why it cannot be read; empty if it can
 */
record FileText(String text, String failure) {

  private static final int MOST_BYTES = 1 << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  boolean isRead() {
    return failure.isEmpty();
  }

  static FileText of(String text) {
    return new FileText(text, "");
  }

  /**
   * Opens nothing but regular files: a pipe that nobody writes to would hold the reader for ever.
   */
  static FileText read(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()
          ? content(file)
          : failed("is no regular file");
    } catch (CharacterCodingException e) {
      return failed("is no text in UTF-8");
    } catch (AccessDeniedException e) {
      return failed("cannot be read: permission is denied");
    } catch (NoSuchFileException e) {
      return failed("cannot be read: what it links to is missing");
    } catch (IOException e) {
      return failed("cannot be read: " + e.getMessage());
    }
  }

  private static FileText content(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      return bytes.length > MOST_BYTES ? failed("is larger than 1 MiB") : decode(bytes);
    }
  }

  private static FileText decode(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
  }

  private static FileText failed(String why) {
    return new FileText("", why);
  }
}
