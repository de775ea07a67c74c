package supermarket.basket.api;

import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a trace: what W3C Trace Context has in the header {@code traceparent},
 * of version 00. All of it is hexadecimal, so a log may have it as it is, whoever sent it.
 *
 * @param traceId 32 hexadecimal digits in lower case, not all zero
 * @param spanId 16 hexadecimal digits in lower case, not all zero: the span that what follows is
 *     within
 * @param flags {@link #SAMPLED}, {@link #RANDOM}, both or none
 */
public record TraceContext(String traceId, String spanId, int flags) {

  /** Whoever sent it records its part of the trace. */
  public static final int SAMPLED = 1;

  /** The trace id was drawn at random. */
  public static final int RANDOM = 2;

  private static final int TRACE = 3;
  private static final int TRACE_DIGITS = 32;
  private static final int SPAN = TRACE + TRACE_DIGITS + 1;
  private static final int SPAN_DIGITS = 16;
  private static final int FLAGS = SPAN + SPAN_DIGITS + 1;
  private static final int LENGTH = FLAGS + 2;

  /**
   * Checks the ids, and keeps those flags that are known.
   *
   * @throws IllegalArgumentException if an id is none
   */
  public TraceContext {
    if (traceId.length() != TRACE_DIGITS
        || spanId.length() != SPAN_DIGITS
        || !isId(traceId, 0, TRACE_DIGITS)
        || !isId(spanId, 0, SPAN_DIGITS)) {
      throw new IllegalArgumentException("no ids of a trace and a span");
    }
    flags &= SAMPLED | RANDOM;
  }

  /**
   * Reads a {@code traceparent} of any version. Of a later one it takes what version 00 has, as the
   * W3C wants it.
   *
   * @return null if it is none, whatever the reason
   */
  public static @Nullable TraceContext of(String traceparent) {
    if (!isFormed(traceparent)) {
      return null;
    }
    return new TraceContext(
        traceparent.substring(TRACE, SPAN - 1),
        traceparent.substring(SPAN, FLAGS - 1),
        Integer.parseInt(traceparent, FLAGS, LENGTH, 16));
  }

  private static boolean isFormed(String text) {
    int length = text.length();
    return length >= LENGTH
        && isVersion(text)
        && text.charAt(TRACE - 1) == '-'
        && isId(text, TRACE, SPAN - 1)
        && text.charAt(SPAN - 1) == '-'
        && isId(text, SPAN, FLAGS - 1)
        && text.charAt(FLAGS - 1) == '-'
        && isHex(text, FLAGS, LENGTH);
  }

  /** Only a later version may have more, after another dash. */
  private static boolean isVersion(String text) {
    boolean isFirst = text.startsWith("00");
    return isHex(text, 0, 2)
        && !text.startsWith("ff")
        && (text.length() == LENGTH || (!isFirst && text.charAt(LENGTH) == '-'));
  }

  private static boolean isId(String text, int from, int to) {
    if (!isHex(text, from, to)) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '0') {
        return true;
      }
    }
    return false;
  }

  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether spans of the trace are wanted. */
  public boolean isSampled() {
    return (flags & SAMPLED) != 0;
  }

  /** Returns the same trace and flags, within another span. */
  public TraceContext within(String span) {
    return new TraceContext(traceId, span, flags);
  }

  /** Returns it as a {@code traceparent} of version 00. */
  @Override
  public String toString() {
    return "00-" + traceId + "-" + spanId + "-0" + flags;
  }
}
