package supermarket.shelf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import supermarket.basket.api.shelf.DeployedVersion;
import supermarket.library.files.AtomicFile;

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
      if (!Files.exists(kept)) {
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
    if (!DeployedVersion.isSha256(sha256)) {
      throw new IOException("what is to be fetched is named by no SHA-256");
    }
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
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(from), digest)) {
        Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
