package supermarket.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * A buffer for one reply at a time, used again for the next one. Belongs to one IO thread; not
 * thread-safe.
 */
final class Bytes extends ByteArrayOutputStream {

  private static final int USUAL = 8 * 1024;
  private static final int KEPT = 256 * 1024;

  Bytes() {
    super(USUAL);
  }

  /** Empties it for the next reply and lets go of what an unusually large one needed. */
  Bytes cleared() {
    if (buf.length > KEPT) {
      buf = new byte[USUAL];
    }
    reset();
    return this;
  }

  /** What was written, without copying: valid until it is cleared. */
  ByteBuffer view() {
    return ByteBuffer.wrap(buf, 0, count);
  }
}
