package supermarket.message.broker;

import org.apache.activemq.util.ByteSequence;

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

  private static final byte[] MARK = {(byte) 0xd9, (byte) 0xd9, (byte) 0xf7};

  private Frame() {}

  static CborWriter writer(int capacity) {
    CborWriter out = new CborWriter(capacity);
    out.raw(MARK);
    return out;
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
