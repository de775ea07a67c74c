package supermarket.product.manager.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import supermarket.library.files.AtomicFile;

/**
 * Which contents of the catalogue's file are no edits of its author: the SHA-256 of each, in a
 * small file of its own.
 *
 * <p>Thread safety: any thread and any process.
 */
public final class Marks {

  private final Path file;

  public Marks(Path file) {
    this.file = file;
  }

  /** Whether a content is marked. */
  public boolean has(byte[] content) {
    return marks().contains(mark(content));
  }

  /** Whether there are no marks at all. */
  public boolean isEmpty() {
    return marks().isEmpty();
  }

  private List<String> marks() {
    try {
      return Files.readAllLines(file, StandardCharsets.US_ASCII);
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException | UncheckedIOException unreadable) {
      return List.of(); // then an edit is looked for entry by entry
    }
  }

  /**
   * Marks these contents, and no others.
   *
   * @throws IOException if the file cannot be written
   */
  public void set(byte[]... contents) throws IOException {
    String marks =
        Arrays.stream(contents).map(each -> mark(each) + "\n").collect(Collectors.joining());
    AtomicFile.write(file, marks.getBytes(StandardCharsets.US_ASCII));
  }

  private static String mark(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
