package supermarket.gateway;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of requests that have not come completely, over all connections: heads, bodies and
 * trailers; or those of replies that their clients have not taken. There is a bound for all of them
 * together, because there may be many connections. Thread-safe.
 */
final class Unfinished {

  private final AtomicLong held = new AtomicLong();

  /**
   * Counts bytes that are kept, or whose content is.
   *
   * @return whether that many may be; if not, they count all the same until they are let go
   */
  boolean hold(long bytes, long most) {
    return held.addAndGet(bytes) <= most;
  }

  /** These bytes are not kept any longer. */
  void letGo(long bytes) {
    if (bytes != 0) {
      held.addAndGet(-bytes);
    }
  }

  /** How many there are. */
  long bytes() {
    return held.get();
  }
}
