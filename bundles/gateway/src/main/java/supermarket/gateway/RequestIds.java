package supermarket.gateway;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.BasketRequest;

/** Takes a client's request id or makes one. Belongs to one IO thread; not thread-safe. */
final class RequestIds {

  private static final int LONGEST = BasketRequest.LONGEST_ID;

  /** Different in every lane of every start, so that made ids do not repeat. */
  private final String prefix;

  private long made;

  RequestIds() {
    this(Long.toUnsignedString(new SecureRandom().nextLong(), Character.MAX_RADIX));
  }

  RequestIds(String prefix) {
    this.prefix = prefix + "-";
  }

  /** The given id if it is 1 to 128 printable ASCII characters, otherwise a new one. */
  String of(@Nullable String given) {
    if (given != null && isUsable(given)) {
      return given;
    }
    return prefix + Long.toString(++made, Character.MAX_RADIX);
  }

  private static boolean isUsable(String given) {
    int length = given.length();
    if (length == 0 || length > LONGEST) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = given.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }
}
