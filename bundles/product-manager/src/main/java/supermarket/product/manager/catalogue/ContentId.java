package supermarket.product.manager.catalogue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells a file's content from another one, without being as large as it.
 *
 * @param sha256 in hexadecimal digits; empty for no content at all
 */
public record ContentId(String sha256) {

  /** Nothing was read. */
  public static final ContentId NONE = new ContentId("");

  /** Returns that of a content. */
  public static ContentId of(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new ContentId(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
