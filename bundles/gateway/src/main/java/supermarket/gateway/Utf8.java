package supermarket.gateway;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks bytes that come in pieces for well-formed UTF-8. The JSON parser lets overlong forms,
 * encoded surrogates and code points past U+10FFFF through. Not thread-safe.
 */
final class Utf8 {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** How many bytes the character that has begun still needs. */
  private int missing;

  /** What the next byte must lie between, while some are missing. */
  private int lowest;

  private int highest;

  /** The index of the first byte that is wrong, or {@code end} if none is. */
  int check(byte[] bytes, int start, int end) {
    int i = start;
    while (i < end) {
      if (missing == 0) {
        i = skipAscii(bytes, i, end);
        if (i == end) {
          return end;
        }
        if (!begins(bytes[i] & 0xFF)) {
          return i;
        }
      } else if (!continues(bytes[i] & 0xFF)) {
        return i;
      }
      i++;
    }
    return end;
  }

  /** Whether no character is cut short. */
  boolean complete() {
    return missing == 0;
  }

  private static int skipAscii(byte[] bytes, int start, int end) {
    int i = start;
    while (i + Long.BYTES <= end && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
      i += Long.BYTES;
    }
    while (i < end && bytes[i] >= 0) {
      i++;
    }
    return i;
  }

  private boolean begins(int lead) {
    lowest = 0x80;
    highest = 0xBF;
    if (lead < 0xC2) {
      return false;
    }
    if (lead < 0xE0) {
      missing = 1;
    } else if (lead < 0xF0) {
      missing = 2;
      if (lead == 0xE0) {
        lowest = 0xA0;
      } else if (lead == 0xED) {
        highest = 0x9F;
      }
    } else if (lead < 0xF5) {
      missing = 3;
      if (lead == 0xF0) {
        lowest = 0x90;
      } else if (lead == 0xF4) {
        highest = 0x8F;
      }
    } else {
      return false;
    }
    return true;
  }

  private boolean continues(int next) {
    if (next < lowest || next > highest) {
      return false;
    }
    lowest = 0x80;
    highest = 0xBF;
    missing--;
    return true;
  }
}
