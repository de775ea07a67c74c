package supermarket.gateway;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows the requests of one connection through its bytes, strictly by RFC 9112: where a head, a
 * chunk and a request end, and whether they are what the standard allows. Two readers that find
 * different ends of one request are what request smuggling needs, so nothing is guessed.
 *
 * <p>Works on whole units: a head, a chunk's line, a trailer section, or as much of a body as is
 * there. Units have bounds, so that what an unfinished one takes is bounded, too. Not thread-safe.
 */
final class Framing {

  /** What the lines and the end of a head may have together, in bytes. */
  static final int HEAD_BYTES = 16 * 1024;

  /** The same of a trailer section. */
  static final int TRAILER_BYTES = 8 * 1024;

  /** What the line of a chunk, its size and extensions, may have, in bytes. */
  static final int CHUNK_LINE_BYTES = 256;

  /** What all chunk lines of a body may have on top of what its data may have, in bytes. */
  static final int CHUNK_LINES_BYTES = 64 * 1024;

  private static final int SIZE_DIGITS = 16;
  private static final long LARGEST_CHUNK = 1L << 52;

  private enum Part {
    HEAD,
    FIXED_BODY,
    CHUNK_LINE,
    CHUNK_DATA,
    CHUNK_END,
    TRAILER
  }

  private final Supplier<Settings> settings;
  private final Head head;
  private Part part = Part.HEAD;

  /** How much of a body of known length, or of a chunk, is still to come. */
  private long left;

  private long chunkLines;

  /** Where the present line of an unfinished unit begins, and where to look for its end. */
  private int lineStart;

  private int searched;

  /** What is wrong with the unit that comes next; those before it are handed over first. */
  private Refusal.@Nullable Thrown failed;

  Framing(Supplier<Settings> settings) {
    this.settings = settings;
    head = new Head(settings);
  }

  /** Whether the next byte is the first of a request. */
  boolean betweenRequests() {
    return part == Part.HEAD && searched == 0;
  }

  /** Whether a head is awaited or incomplete. */
  boolean inHead() {
    return part == Part.HEAD;
  }

  /** How many of the next bytes are known to be a body's, so that nobody needs to look at them. */
  long plain() {
    return part == Part.FIXED_BODY ? left : 0;
  }

  /** So many bytes of {@link #plain} went by. */
  void passed(int bytes) {
    left -= bytes;
    if (left == 0) {
      part = Part.HEAD;
    }
  }

  /**
   * Looks at what has come.
   *
   * @param from where the bytes begin that were not cleared yet; the same ones again, and more, if
   *     none were cleared the last time
   * @return up to where they are whole units that may be handed over; never beyond the end of a
   *     request
   */
  int clear(byte[] bytes, int from, int to) throws Refusal.Thrown {
    int cleared = from;
    while (cleared < to) {
      int end = failed == null ? unitOrFailure(bytes, cleared, to) : -1;
      if (failed != null && cleared == from) {
        throw failed;
      }
      if (end < 0) {
        return cleared;
      }
      cleared = end;
      if (part == Part.HEAD) {
        return cleared;
      }
    }
    return cleared;
  }

  private int unitOrFailure(byte[] bytes, int from, int to) {
    try {
      return unit(bytes, from, to);
    } catch (Refusal.Thrown e) {
      failed = e;
      return -1;
    }
  }

  /** The end of the unit that begins here, or -1 if it is not complete. */
  private int unit(byte[] bytes, int from, int to) throws Refusal.Thrown {
    return switch (part) {
      case HEAD -> head(bytes, from, to);
      case FIXED_BODY -> data(from, to, Part.HEAD);
      case CHUNK_LINE -> chunkLine(bytes, from, to);
      case CHUNK_DATA -> data(from, to, Part.CHUNK_END);
      case CHUNK_END -> chunkEnd(bytes, from, to);
      case TRAILER -> trailer(bytes, from, to);
    };
  }

  private int data(int from, int to, Part after) {
    int length = (int) Math.min(left, to - from);
    left -= length;
    if (left == 0) {
      part = after;
    }
    return from + length;
  }

  private int head(byte[] bytes, int from, int to) throws Refusal.Thrown {
    if (searched == 0) {
      head.begin();
    }
    int end = lines(bytes, from, to, HEAD_BYTES, "a head");
    if (end >= 0) {
      head.end();
      chunkLines = 0;
      if (head.isChunked()) {
        part = Part.CHUNK_LINE;
      } else if (head.length() > 0) {
        part = Part.FIXED_BODY;
        left = head.length();
      }
    }
    return end;
  }

  private int trailer(byte[] bytes, int from, int to) throws Refusal.Thrown {
    if (searched == 0) {
      head.beginTrailer();
    }
    int end = lines(bytes, from, to, TRAILER_BYTES, "a trailer section");
    if (end >= 0) {
      part = Part.HEAD;
    }
    return end;
  }

  /** Takes lines up to an empty one. */
  private int lines(byte[] bytes, int from, int to, int most, String what) throws Refusal.Thrown {
    int end;
    while ((end = line(bytes, from, to, most, what, Problem.HEAD_TOO_LARGE)) >= 0) {
      int start = from + lineStart;
      lineStart = end - from;
      searched = lineStart;
      if (end - start == 2) {
        lineStart = 0;
        searched = 0;
        return end;
      }
      head.line(bytes, start, end - 2);
    }
    return -1;
  }

  /** The end of the present line, behind its line feed, or -1 if that has not come. */
  private int line(byte[] bytes, int from, int to, int most, String what, Problem beyond)
      throws Refusal.Thrown {
    int at = from + searched;
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    if (at - from >= most) {
      throw new Refusal.Thrown(new Refusal(beyond, what + " may have at most " + most + " bytes"));
    }
    searched = at - from;
    if (at == to) {
      return -1;
    }
    if (at == from + lineStart || bytes[at - 1] != '\r') {
      throw malformed("a line must end with carriage return and line feed");
    }
    return at + 1;
  }

  private int chunkLine(byte[] bytes, int from, int to) throws Refusal.Thrown {
    int end = line(bytes, from, to, CHUNK_LINE_BYTES, "the line of a chunk", Problem.TOO_LARGE);
    if (end < 0) {
      return end;
    }
    searched = 0;
    chunkLines += end - from;
    long mostChunkLines = (long) settings.get().maxBody() + CHUNK_LINES_BYTES;
    if (chunkLines > mostChunkLines) {
      throw new Refusal.Thrown(
          new Refusal(
              Problem.TOO_LARGE,
              "the chunk lines of a body may have at most " + mostChunkLines + " bytes"));
    }
    left = chunkSize(bytes, from, end - 2);
    part = left == 0 ? Part.TRAILER : Part.CHUNK_DATA;
    return end;
  }

  private static long chunkSize(byte[] bytes, int from, int to) throws Refusal.Thrown {
    long size = 0;
    int at = from;
    int digit;
    while (at < to && (digit = Character.digit(bytes[at], 16)) >= 0) {
      size = (size << 4) + digit;
      at++;
      if (at - from > SIZE_DIGITS || size > LARGEST_CHUNK) {
        throw malformed("the size of a chunk must be a hexadecimal number of at most 2^52");
      }
    }
    if (at == from) {
      throw malformed("a chunk must begin with its size, a hexadecimal number");
    }
    int afterSize = at;
    while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    if (at < to ? bytes[at] != ';' : at > afterSize) {
      throw malformed("the size of a chunk may only be followed by its extensions");
    }
    if (!Head.isText(bytes, at, to)) {
      throw malformed("the extension of a chunk must not hold control characters");
    }
    return size;
  }

  private int chunkEnd(byte[] bytes, int from, int to) throws Refusal.Thrown {
    if (bytes[from] != '\r' || (to - from > 1 && bytes[from + 1] != '\n')) {
      throw malformed("the data of a chunk must be as long as its size says");
    }
    if (to - from == 1) {
      return -1;
    }
    part = Part.CHUNK_LINE;
    return from + 2;
  }

  static Refusal.Thrown malformed(String detail) {
    return new Refusal.Thrown(new Refusal(Problem.MALFORMED_REQUEST, detail));
  }
}
