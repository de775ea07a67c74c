package supermarket.gateway;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.StringTokenizer;

/**
 * Entity tags (RFC 9110, 8.8.3) of what a reply says: the same from every node, before and after a
 * restart, for as long as it says the same.
 */
final class EntityTag {

  private static final int DIGEST_BYTES = 16;
  private static final String WEAK = "W/";
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
      StringTokenizer tags = new StringTokenizer(field, ", \t");
      while (tags.hasMoreTokens()) {
        String each = tags.nextToken();
        if (each.equals(ANY) || each.equals(tag) || each.equals(WEAK + tag)) {
          return true;
        }
      }
    }
    return false;
  }
}
