package supermarket.message.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.Arrays;
import org.apache.activemq.util.ByteSequence;

/**
 * Writes the part of CBOR (RFC 8949) that the messages use. Not thread-safe.
 *
 * <p>By hand because Jackson's CBOR bundle wants all of Jackson's data binding in the runtime.
 */
final class CborWriter {

  static final int UNSIGNED = 0;
  static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int ARRAY = 4;
  static final int MAP = 5;
  static final int TAG = 6;

  /** Integers may take so many bytes: enough for any amount of money, and quick to compute with. */
  static final int MOST_INTEGER_BYTES = 64;

  /** The tags of integers that do not fit 64 bits. */
  static final int POSITIVE_BIG = 2;

  static final int NEGATIVE_BIG = 3;

  private byte[] buffer;
  private int size;

  CborWriter(int capacity) {
    buffer = new byte[capacity];
  }

  /** How many bytes have been written. */
  int size() {
    return size;
  }

  /** Takes back what was written after there were so many bytes. */
  void truncate(int bytes) {
    size = bytes;
  }

  /** What was written, not copied: the writer is of no use afterwards. */
  ByteSequence written() {
    return new ByteSequence(buffer, 0, size);
  }

  /** So many keys and values follow. */
  void map(int entries) {
    head(MAP, entries);
  }

  /** So many items follow. */
  void array(int items) {
    head(ARRAY, items);
  }

  void integer(long value) {
    if (value >= 0) {
      head(UNSIGNED, value);
    } else {
      head(NEGATIVE, ~value);
    }
  }

  void integer(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      integer(value.longValue());
    } else if (value.signum() > 0) {
      head(TAG, POSITIVE_BIG);
      bytes(value.toByteArray());
    } else {
      head(TAG, NEGATIVE_BIG);
      bytes(value.not().toByteArray());
    }
  }

  void text(String value) {
    byte[] utf8 = value.getBytes(UTF_8);
    head(TEXT, utf8.length);
    raw(utf8);
  }

  /** An item that is encoded already. */
  void raw(byte[] encoded) {
    room(encoded.length);
    System.arraycopy(encoded, 0, buffer, size, encoded.length);
    size += encoded.length;
  }

  private void bytes(byte[] value) {
    head(BYTES, value.length);
    raw(value);
  }

  /** The head of an item: its kind and a number that is not negative, in the shortest form. */
  private void head(int kind, long number) {
    room(9);
    int kindBits = kind << 5;
    if (number < 24) {
      buffer[size++] = (byte) (kindBits | (int) number);
    } else if (number < 1L << 8) {
      buffer[size++] = (byte) (kindBits | 24);
      bigEndian(number, 1);
    } else if (number < 1L << 16) {
      buffer[size++] = (byte) (kindBits | 25);
      bigEndian(number, 2);
    } else if (number < 1L << 32) {
      buffer[size++] = (byte) (kindBits | 26);
      bigEndian(number, 4);
    } else {
      buffer[size++] = (byte) (kindBits | 27);
      bigEndian(number, 8);
    }
  }

  private void bigEndian(long number, int bytes) {
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (number >>> shift);
    }
  }

  private void room(int bytes) {
    if (buffer.length - size < bytes) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + bytes));
    }
  }
}
