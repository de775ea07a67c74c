package supermarket.message.broker;

import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.util.ByteSequence;
import org.jspecify.annotations.Nullable;

/**
 * What all messages have in common: the mark of CBOR, then one map for each basket until the
 * message ends (a CBOR sequence, RFC 8742). The keys are small numbers. A key that is not known is
 * stepped over, as is what a later release adds at the end of an array, so nodes of different
 * releases understand each other.
 */
final class Frame {

  /** A frame is closed when it is larger than this, so that no message grows without bound. */
  static final int FULL = 256 * 1024;

  /** Larger messages are not read. One basket of 1,000 products has 200 KB at most. */
  static final int LIMIT = 8 * 1024 * 1024;

  /** What one basket may take, so that the message that it is in can be read. */
  static final int MOST_OF_ONE = LIMIT - 2 * FULL;

  /** The key of what a request and its reply have in common. */
  static final int CORRELATION = 0;

  private static final byte[] MARK = {(byte) 0xd9, (byte) 0xd9, (byte) 0xf7};

  private Frame() {}

  static CborWriter writer(int capacity) {
    CborWriter out = new CborWriter(capacity);
    out.raw(MARK);
    return out;
  }

  /** Reads what there is of one basket. */
  interface One<T> {
    T read(CborReader in) throws Unreadable;
  }

  /** Is told of a basket that cannot be read. */
  interface Damaged {
    void take(Unreadable why, @Nullable Long correlation);
  }

  /**
   * Reads all baskets of a message, each for itself: one that cannot be read costs no other. Where
   * the bytes do not say where it ends, what follows it is lost with it.
   *
   * @param damaged is told of those that cannot be read
   * @throws Unreadable if it is no such message at all
   */
  static <T> List<T> all(ByteSequence content, One<T> one, Damaged damaged) throws Unreadable {
    CborReader in = reader(content);
    List<T> all = new ArrayList<>();
    while (!in.atEnd()) {
      int start = in.position();
      try {
        all.add(one.read(in));
      } catch (Unreadable e) {
        in.position(start);
        damaged.take(e, correlation(in));
        in.position(start);
        if (!skipped(in)) {
          break;
        }
      }
    }
    return all;
  }

  private static @Nullable Long correlation(CborReader in) {
    try {
      for (int entries = in.map(); entries > 0; entries--) {
        if (in.integer() == CORRELATION) {
          return in.integer();
        }
        in.skip();
      }
    } catch (Unreadable noneCanBeFound) {
      // Then nobody can be answered.
    }
    return null;
  }

  private static boolean skipped(CborReader in) {
    try {
      in.skip();
      return true;
    } catch (Unreadable endless) {
      return false;
    }
  }

  static CborReader reader(ByteSequence content) throws Unreadable {
    if (content.getLength() > LIMIT) {
      throw new Unreadable("it is too large");
    }
    byte[] bytes = content.getData();
    int at = content.getOffset();
    for (byte mark : MARK) {
      if (at == content.getOffset() + content.getLength() || bytes[at++] != mark) {
        throw new Unreadable("it is not CBOR");
      }
    }
    return new CborReader(new ByteSequence(bytes, at, content.getLength() - MARK.length));
  }
}
