package supermarket.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import supermarket.library.web.Hosts;

/**
 * Judges the lines of one head or trailer section after the other, and finds out how long the body
 * is that follows. Not thread-safe.
 */
final class Head {

  /** How many fields a head, or a trailer section, may have. */
  static final int FIELDS = 100;

  private static final int METHOD_BYTES = 32;
  private static final int LENGTH_DIGITS = 18;
  private static final String VERSION = " HTTP/1.";

  private static final byte[] HOST = ascii("host");
  private static final byte[] CONTENT_LENGTH = ascii("content-length");
  private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
  private static final byte[] CHUNKED = ascii("chunked");

  private static final boolean[] TOKEN = table("!#$%&'*+-.^_`|~");
  private static final boolean[] TARGET = table("-._~!$&'()*+,;=:@/?%");

  private final Supplier<Settings> settings;

  /** The last host that was allowed, and who allowed it: clients send the same again and again. */
  private byte[] allowed = {};

  private @Nullable Hosts allowedBy;

  private boolean requestLine;
  private boolean trailer;
  private boolean old;

  /** The host that the target names itself, in the absolute form. */
  private byte @Nullable [] authority;

  private int fields;
  private int hostFields;
  private int encodings;
  private long length;

  Head(Supplier<Settings> settings) {
    this.settings = settings;
  }

  void begin() {
    requestLine = true;
    trailer = false;
    authority = null;
    fields = 0;
    hostFields = 0;
    encodings = 0;
    length = -1;
  }

  void beginTrailer() {
    requestLine = false;
    trailer = true;
    fields = 0;
  }

  boolean isChunked() {
    return encodings > 0;
  }

  /** What the body has, in bytes; unless it is chunked. */
  long length() {
    return Math.max(0, length);
  }

  /** Takes a line, without its end. */
  void line(byte[] bytes, int from, int to) throws Refusal.Thrown {
    if (requestLine) {
      requestLine(bytes, from, to);
      requestLine = false;
    } else {
      field(bytes, from, to);
    }
  }

  /** All lines of a head have come. */
  void end() throws Refusal.Thrown {
    if (requestLine) {
      throw Framing.malformed("a request must begin with a request line");
    }
    if (hostFields == 0 && !old) {
      throw Framing.malformed("a request of HTTP/1.1 must have a Host");
    }
    if (encodings > 0 && (old || length >= 0)) {
      throw Framing.malformed(
          old
              ? "a request of HTTP/1.0 must not have a Transfer-Encoding"
              : "a request must not have both Transfer-Encoding and Content-Length");
    }
  }

  private void requestLine(byte[] bytes, int from, int to) throws Refusal.Thrown {
    int method = from;
    while (method < to && TOKEN[bytes[method] & 0xff]) {
      method++;
    }
    int target = method + 1;
    int version = to - VERSION.length() - 1;
    boolean formed =
        method > from
            && method - from <= METHOD_BYTES
            && target < version
            && bytes[method] == ' '
            && isVersion(bytes, version);
    if (!formed) {
      throw Framing.malformed("a request line must be METHOD TARGET HTTP/1.1, or HTTP/1.0");
    }
    old = bytes[to - 1] == '0';
    target(bytes, target, version, method - from == 7 && bytes[from] == 'O');
  }

  private static boolean isVersion(byte[] bytes, int from) {
    for (int i = 0; i < VERSION.length(); i++) {
      if (bytes[from + i] != VERSION.charAt(i)) {
        return false;
      }
    }
    byte minor = bytes[from + VERSION.length()];
    return minor == '0' || minor == '1';
  }

  private void target(byte[] bytes, int from, int to, boolean options) throws Refusal.Thrown {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '%' && !(i + 2 < to && isHex(bytes[i + 1]) && isHex(bytes[i + 2]))) {
        throw Framing.malformed("a percent sign in the target must begin an escape such as %2F");
      }
      // The brackets are those of an IPv6 address.
      boolean bracket = bytes[from] != '/' && (bytes[i] == '[' || bytes[i] == ']');
      if (!TARGET[bytes[i] & 0xff] && !bracket) {
        throw Framing.malformed("the target must be a path or a URL, escaped where needed");
      }
    }
    boolean asterisk = options && to - from == 1 && bytes[from] == '*';
    if (bytes[from] != '/' && !asterisk) {
      authority(bytes, from, to);
    }
  }

  /** A target that names the host itself. */
  private void authority(byte[] bytes, int from, int to) throws Refusal.Thrown {
    int start = schemeEnd(bytes, from, to);
    if (start < 0) {
      throw Framing.malformed("the target must be a path, or a URL of http");
    }
    int end = start;
    while (end < to && bytes[end] != '/' && bytes[end] != '?') {
      end++;
    }
    authority = Arrays.copyOfRange(bytes, start, end);
    host(bytes, start, end);
  }

  private static int schemeEnd(byte[] bytes, int from, int to) {
    for (String scheme : new String[] {"http://", "https://"}) {
      int length = scheme.length();
      if (to - from > length && equalsIgnoringCase(bytes, from, from + length, ascii(scheme))) {
        return from + length;
      }
    }
    return -1;
  }

  private void field(byte[] bytes, int from, int to) throws Refusal.Thrown {
    if (++fields > FIELDS) {
      throw new Refusal.Thrown(
          new Refusal(Problem.HEAD_TOO_LARGE, "there may be at most " + FIELDS + " fields"));
    }
    int colon = from;
    while (colon < to && TOKEN[bytes[colon] & 0xff]) {
      colon++;
    }
    if (colon == from || colon == to || bytes[colon] != ':') {
      throw Framing.malformed("a field must be NAME: VALUE on one line");
    }
    int start = colon + 1;
    int end = to;
    while (start < end && isBlank(bytes[start])) {
      start++;
    }
    while (end > start && isBlank(bytes[end - 1])) {
      end--;
    }
    if (!isText(bytes, start, end)) {
      throw Framing.malformed("the value of a field must not hold control characters");
    }
    if (!trailer) {
      known(bytes, from, colon, start, end);
    }
  }

  private void known(byte[] bytes, int from, int colon, int start, int end) throws Refusal.Thrown {
    if (equalsIgnoringCase(bytes, from, colon, HOST)) {
      if (++hostFields > 1) {
        throw Framing.malformed("a request must have one Host");
      }
      byte[] named = authority;
      if (named == null) {
        host(bytes, start, end);
      } else if (!Arrays.equals(named, 0, named.length, bytes, start, end)) {
        throw Framing.malformed("the Host must be that of the target");
      }
    } else if (equalsIgnoringCase(bytes, from, colon, CONTENT_LENGTH)) {
      if (length >= 0) {
        throw Framing.malformed("a request must have one Content-Length");
      }
      length = length(bytes, start, end);
    } else if (equalsIgnoringCase(bytes, from, colon, TRANSFER_ENCODING)
        && (++encodings > 1 || !equalsIgnoringCase(bytes, start, end, CHUNKED))) {
      throw Framing.malformed("the only Transfer-Encoding that is understood is chunked, once");
    }
  }

  private void host(byte[] bytes, int from, int to) throws Refusal.Thrown {
    Hosts hosts = settings.get().hosts();
    if (hosts == allowedBy && Arrays.equals(allowed, 0, allowed.length, bytes, from, to)) {
      return;
    }
    judge(hosts.judge(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1)));
    allowed = Arrays.copyOfRange(bytes, from, to);
    allowedBy = hosts;
  }

  private static void judge(Hosts.Verdict verdict) throws Refusal.Thrown {
    switch (verdict) {
      case SERVED -> {}
      case OTHER ->
          throw new Refusal.Thrown(
              new Refusal(
                  Problem.MISDIRECTED,
                  "this gateway is not for the host of the request; its operator can allow more"
                      + " with 'hosts' in etc/supermarket.gateway.cfg"));
      case MALFORMED -> throw Framing.malformed("the host must be NAME or NAME:PORT");
    }
  }

  private static long length(byte[] bytes, int from, int to) throws Refusal.Thrown {
    long length = 0;
    boolean digits = to > from && to - from <= LENGTH_DIGITS;
    for (int i = from; digits && i < to; i++) {
      digits = bytes[i] >= '0' && bytes[i] <= '9';
      length = 10 * length + bytes[i] - '0';
    }
    if (!digits) {
      throw Framing.malformed(
          "the Content-Length must be a number of at most " + LENGTH_DIGITS + " digits");
    }
    return length;
  }

  /** Whether these are characters that a field's value may hold. */
  static boolean isText(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if ((b >= 0 && b < ' ' && b != '\t') || b == 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private static boolean isHex(byte b) {
    return Character.digit(b, 16) >= 0;
  }

  private static boolean equalsIgnoringCase(byte[] bytes, int from, int to, byte[] lowerCase) {
    if (to - from != lowerCase.length) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      byte b = bytes[from + i];
      if (lowerCase[i] != (b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b)) {
        return false;
      }
    }
    return true;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Letters, digits, and these. */
  private static boolean[] table(String others) {
    boolean[] table = new boolean[256];
    for (int c = 0; c < 128; c++) {
      table[c] = Character.isLetterOrDigit(c) || others.indexOf(c) >= 0;
    }
    return table;
  }
}
