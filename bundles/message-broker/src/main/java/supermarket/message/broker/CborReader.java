package supermarket.message.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.util.ByteSequence;

/**
 * Reads the part of CBOR (RFC 8949) that {@link CborWriter} writes, and steps over the rest.
 * Whatever the bytes are, it ends, takes no more memory than they do, and throws nothing but {@link
 * Unreadable}. Not thread-safe.
 */
final class CborReader {

  private final byte[] bytes;
  private final int end;
  private int at;
  private long number;

  CborReader(ByteSequence content) {
    bytes = content.getData();
    at = content.getOffset();
    end = at + content.getLength();
  }

  /** Where it is; for {@link #position(int)}. */
  int position() {
    return at;
  }

  /** Goes back to where it was. */
  void position(int before) {
    at = before;
  }

  boolean atEnd() {
    return at == end;
  }

  /** How many keys and values follow. */
  int map() throws Unreadable {
    return count(CborWriter.MAP, 2, "a map");
  }

  /** How many items follow. */
  int array() throws Unreadable {
    return count(CborWriter.ARRAY, 1, "an array");
  }

  boolean isArray() throws Unreadable {
    return kind() == CborWriter.ARRAY;
  }

  String text() throws Unreadable {
    int length = count(CborWriter.TEXT, 1, "text");
    at += length;
    return new String(bytes, at - length, length, UTF_8);
  }

  long integer() throws Unreadable {
    int kind = head();
    if (kind > CborWriter.NEGATIVE) {
      throw new Unreadable("something else where a number should be");
    }
    if (number < 0) {
      throw new Unreadable("a number is too large");
    }
    return kind == CborWriter.UNSIGNED ? number : ~number;
  }

  BigInteger bigInteger() throws Unreadable {
    if (kind() != CborWriter.TAG) {
      return BigInteger.valueOf(integer());
    }
    head();
    long tag = number;
    int length = count(CborWriter.BYTES, 1, "the bytes of a large number");
    if (length > CborWriter.MOST_INTEGER_BYTES
        || (tag != CborWriter.POSITIVE_BIG && tag != CborWriter.NEGATIVE_BIG)) {
      throw new Unreadable("a number is too large");
    }
    BigInteger magnitude = new BigInteger(1, bytes, at, length);
    at += length;
    return tag == CborWriter.POSITIVE_BIG ? magnitude : magnitude.not();
  }

  /** Reads an array of texts. */
  List<String> texts() throws Unreadable {
    int count = array();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(text());
    }
    return texts;
  }

  /** Steps over an item of whatever kind, with all that is in it. */
  void skip() throws Unreadable {
    // Each item takes a byte at least, so the number of items to come is bounded by the bytes that
    // are left.
    long items = 1;
    while (items > 0) {
      items--;
      switch (head()) {
        case CborWriter.BYTES, CborWriter.TEXT -> at += checked(1);
        case CborWriter.ARRAY -> items += checked(1);
        case CborWriter.MAP -> items += 2L * checked(2);
        case CborWriter.TAG -> items++;
        default -> {
          // Numbers and simple values are read with their heads.
        }
      }
      if (items > end - at) {
        throw new Unreadable("it ends too early");
      }
    }
  }

  private int kind() throws Unreadable {
    if (at == end) {
      throw new Unreadable("it ends too early");
    }
    return (bytes[at] & 0xff) >>> 5;
  }

  private int count(int kind, int bytesEach, String what) throws Unreadable {
    if (head() != kind) {
      throw new Unreadable("something else where " + what + " should be");
    }
    return checked(bytesEach);
  }

  private int checked(int bytesEach) throws Unreadable {
    if (number < 0 || number > (end - at) / bytesEach) {
      throw new Unreadable("it ends too early");
    }
    return (int) number;
  }

  /**
   * Reads the head of an item into {@link #number}; as a signed number, so the largest are
   * negative.
   */
  private int head() throws Unreadable {
    int kind = kind();
    int info = bytes[at++] & 0x1f;
    if (info < 24) {
      number = info;
      return kind;
    }
    if (info > 27) {
      throw new Unreadable("a length is not given");
    }
    int length = 1 << (info - 24);
    if (end - at < length) {
      throw new Unreadable("it ends too early");
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = (value << 8) | (bytes[at++] & 0xff);
    }
    number = value;
    return kind;
  }
}
