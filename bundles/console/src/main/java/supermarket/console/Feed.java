package supermarket.console;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The samples of the last minutes, and who waits for the next one.
 *
 * <p>Thread-safe: guarded by its monitor.
 */
final class Feed {

  /** A quarter of an hour. */
  static final int MOST = 900;

  @GuardedBy("this")
  private final Deque<Sample> samples = new ArrayDeque<>();

  @GuardedBy("this")
  private boolean closed;

  synchronized void add(Sample sample) {
    if (samples.size() == MOST) {
      samples.removeFirst();
    }
    samples.addLast(sample);
    notifyAll();
  }

  /** Returns all, the oldest first. */
  synchronized List<Sample> all() {
    return List.copyOf(samples);
  }

  /**
   * Waits for the sample after one.
   *
   * @param last the last one that is known; null for none
   * @return the newest; null if none came in time, or none comes any more
   */
  @SuppressWarnings("ReferenceEquality") // the same sample, not one that is like it
  synchronized @Nullable Sample next(@Nullable Sample last, long millis)
      throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!closed && samples.peekLast() == last) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0) {
        return null;
      }
      wait(left);
    }
    return closed ? null : samples.peekLast();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
