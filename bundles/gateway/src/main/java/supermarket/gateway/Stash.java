package supermarket.gateway;

import java.nio.ByteBuffer;

/**
 * Bytes of a connection that cannot be handed on yet. Takes no memory while it is empty, and counts
 * what it takes. Not thread-safe.
 */
final class Stash {

  private static final byte[] NOTHING = {};
  private static final int LEAST = 256;

  private final Unfinished unfinished;
  private byte[] bytes = NOTHING;
  private int from;
  private int to;

  Stash(Unfinished unfinished) {
    this.unfinished = unfinished;
  }

  boolean isEmpty() {
    return from == to;
  }

  /** The array that they are in, {@link #from} to {@link #to}; until something is added. */
  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  boolean startsWithEmptyLine() {
    return to - from >= 2 && bytes[from] == '\r' && bytes[from + 1] == '\n';
  }

  /** Whether there is this byte and nothing else. */
  boolean isOneByte(char expected) {
    return to - from == 1 && bytes[from] == expected;
  }

  /**
   * Adds bytes.
   *
   * @return false if there are too many unfinished bytes at this gateway by now
   */
  boolean add(byte[] more, int start, int end, long mostUnfinished) {
    int length = end - start;
    int kept = to - from;
    boolean fits = true;
    if (length > bytes.length - to) {
      byte[] before = bytes;
      int capacity = Math.max(LEAST, Math.max(kept + length, 2 * kept));
      bytes = new byte[capacity];
      System.arraycopy(before, from, bytes, 0, kept);
      from = 0;
      to = kept;
      fits = unfinished.hold((long) capacity - before.length, mostUnfinished);
    }
    System.arraycopy(more, start, bytes, to, length);
    to += length;
    return fits;
  }

  /** Takes bytes out, at most so many. */
  int take(ByteBuffer dst, int most) {
    int length = Math.min(most, dst.remaining());
    dst.put(bytes, from, length);
    drop(length);
    return length;
  }

  /** Forgets the first bytes. */
  void drop(int length) {
    from += length;
    if (from == to) {
      clear();
    }
  }

  /** Forgets all, and takes no memory any more. */
  void clear() {
    unfinished.letGo(bytes.length);
    bytes = NOTHING;
    from = 0;
    to = 0;
  }
}
