package supermarket.library.foreign.call;

import java.util.List;

/**
 * What became of a call of foreign code. Nothing in it but {@link Came#value()} is foreign.
 *
 * @param <T> what the code returns
 */
public sealed interface Outcome<T> {

  /**
   * It returned.
   *
   * @param value what it returned; may be null, whatever it promises
   */
  record Came<T>(T value) implements Outcome<T> {}

  /**
   * It threw. All texts are cut and escaped.
   *
   * @param kind the class of what it threw
   * @param text its message and those of its causes
   * @param frames the top of its stack trace, if that was asked for
   * @param huge whether it made a text of more than a million characters
   */
  record Threw<T>(String kind, String text, List<String> frames, boolean huge)
      implements Outcome<T> {
    /** Takes an unmodifiable copy of the frames. */
    public Threw {
      frames = List.copyOf(frames);
    }

    /** Kind and text, such as {@code java.lang.IllegalStateException: no such thing}. */
    public String what() {
      return text.isEmpty() ? kind : kind + ": " + text;
    }

    /** Whether there was no memory left for it. */
    public boolean outOfMemory() {
      return kind.equals(OutOfMemoryError.class.getName());
    }
  }

  /** It took too long, and came back when it was interrupted. */
  record Late<T>() implements Outcome<T> {}

  /** It took too long, and ignores its interrupt: its thread is lost. */
  record Stuck<T>() implements Outcome<T> {}
}
