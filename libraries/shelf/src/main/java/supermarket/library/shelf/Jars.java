package supermarket.library.shelf;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.basket.api.shelf.DeployedVersion;
import supermarket.basket.api.shelf.Revision;

/** Jars and catalogues under the SHA-256 of their content. */
public final class Jars {

  private Jars() {}

  /** Returns the SHA-256 of what a revision names. */
  public static Set<String> named(Revision revision) {
    Set<String> named = new HashSet<>();
    named.add(revision.deployment().sha256());
    for (DeployedBundle bundle : revision.bundles().values()) {
      Stream.of(bundle.live(), bundle.kept(), bundle.trial())
          .forEach(version -> name(version, named));
    }
    named.add(revision.deployed().catalogue().base());
    named.remove("");
    return named;
  }

  private static void name(@Nullable DeployedVersion version, Set<String> named) {
    if (version != null) {
      named.add(version.sha256());
    }
  }

  /**
   * Copies a content.
   *
   * @param from is read to its end, and not closed
   * @param to a file there is replaced
   * @return the SHA-256 of what was copied
   * @throws IOException if it cannot be read or written
   */
  public static String copy(InputStream from, Path to) throws IOException {
    MessageDigest digest = sha256();
    Files.copy(new DigestInputStream(from, digest), to, StandardCopyOption.REPLACE_EXISTING);
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Returns the SHA-256 of a content.
   *
   * @param content is read to its end, and not closed
   * @throws IOException if it cannot be read
   */
  public static String sha256(InputStream content) throws IOException {
    MessageDigest digest = sha256();
    new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Refuses what is no SHA-256.
   *
   * @throws IOException if it is none
   */
  public static void requireSha256(String sha256) throws IOException {
    if (!DeployedVersion.isSha256(sha256)) {
      throw new IOException("what is to be fetched is named by no SHA-256");
    }
  }
}
