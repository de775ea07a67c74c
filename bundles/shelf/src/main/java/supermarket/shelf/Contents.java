package supermarket.shelf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import supermarket.library.files.AtomicFile;
import supermarket.library.shelf.Jars;

/**
 * Files under the SHA-256 of their content.
 *
 * <p>Thread safety: any thread and any process. Who comes second with a content replaces it with
 * the same.
 */
final class Contents {

  private final Path folder;

  Contents(Path folder) {
    this.folder = folder;
  }

  /** Keeps the content of a file; returns its SHA-256. */
  String keep(Path file) throws IOException {
    Path draft = Files.createTempFile(folder, ".", ".tmp");
    try {
      String sha256 = copy(file, draft);
      Path kept = folder.resolve(sha256);
      if (Files.exists(kept)) {
        // Not old any more, so that it is not pruned before a revision names it again.
        Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));
      } else {
        AtomicFile.force(draft);
        Files.move(draft, kept, StandardCopyOption.ATOMIC_MOVE);
        AtomicFile.force(folder);
      }
      return sha256;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Copies a content, and checks it. */
  void fetch(String sha256, Path copy) throws IOException {
    Jars.requireSha256(sha256);
    Path kept = folder.resolve(sha256);
    try {
      String found = copy(kept, copy);
      if (!found.equals(sha256)) {
        Files.deleteIfExists(copy);
        throw new IOException(kept + " is damaged: its content has another SHA-256");
      }
    } catch (NoSuchFileException e) {
      throw new IOException(kept + " is missing", e);
    }
  }

  private static String copy(Path from, Path to) throws IOException {
    try (InputStream in = Files.newInputStream(from)) {
      return Jars.copy(in, to);
    }
  }
}
