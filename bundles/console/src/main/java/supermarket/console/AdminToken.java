package supermarket.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.Set;
import supermarket.library.files.AtomicFile;

/**
 * What an administrator shows to change something. It is made at the first start and stands in a
 * file that only the owner of the runtime can read.
 *
 * <p>Thread safety: immutable.
 */
final class AdminToken {

  private static final String SCHEME = "Bearer ";
  private static final int BYTES = 32;
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rw-rw-");

  private final byte[] token;

  private AdminToken(byte[] token) {
    this.token = token;
  }

  /**
   * Reads it, or makes one.
   *
   * @throws IOException if the file cannot be read or made, or is no token: then nobody may change
   *     anything
   */
  static AdminToken of(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n";
      AtomicFile.writeIfAbsent(file, text.getBytes(StandardCharsets.US_ASCII));
    }
    if (!Collections.disjoint(Files.getPosixFilePermissions(file), OTHERS)) {
      throw new IOException("may be read by others: delete it, a new one is made");
    }
    String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
    if (text.length() < BYTES) {
      throw new IOException(
          "has fewer than " + BYTES + " characters: delete it, a new one is made");
    }
    return new AdminToken(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Whether a header {@code Authorization} shows it. Takes as long for each that does not. */
  boolean isShownBy(String authorization) {
    return authorization.startsWith(SCHEME)
        && MessageDigest.isEqual(
            token, authorization.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8));
  }
}
