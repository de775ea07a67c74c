package supermarket.basket.api.shelf;

import java.util.regex.Pattern;

/**
 * A version of a strategy bundle.
 *
 * @param version as in its manifest
 * @param sha256 of its jar, in 64 hexadecimal digits
 * @param trusted whether an operator takes it, whatever its classes do
 */
public record DeployedVersion(String version, String sha256, boolean trusted) {

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the SHA-256.
   *
   * @throws IllegalArgumentException if it is none
   */
  public DeployedVersion {
    if (!isSha256(sha256)) {
      throw new IllegalArgumentException(
          "a SHA-256 of " + sha256.length() + " characters, or others");
    }
  }

  /** Returns whether a text is a SHA-256 in small hexadecimal digits. */
  public static boolean isSha256(String text) {
    return SHA_256.matcher(text).matches();
  }
}
