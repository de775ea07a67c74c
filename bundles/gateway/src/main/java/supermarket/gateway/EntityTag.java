package supermarket.gateway;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Entity tags (RFC 9110, 8.8.3) of what a reply says: the same from every node, before and after a
 * restart, for as long as it says the same.
 */
final class EntityTag {

  private static final int DIGEST_BYTES = 16;
  private static final String ANY = "*";

  private EntityTag() {}

  /** The tag of a reply's content, in quotes. */
  static String of(ByteBuffer content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(content.duplicate());
      return '"' + HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether a tag is one of those of some {@code If-None-Match} fields. */
  static boolean isAmong(String tag, Iterable<String> fields) {
    for (String field : fields) {
      if (field.strip().equals(ANY)) {
        return true;
      }
      int from = field.indexOf('"');
      while (from >= 0) {
        int to = field.indexOf('"', from + 1);
        if (to < 0) {
          break;
        }
        if (field.substring(from, to + 1).equals(tag)) {
          return true; // a weak one too: RFC 9110, 13.1.2
        }
        from = field.indexOf('"', to + 1);
      }
    }
    return false;
  }
}
