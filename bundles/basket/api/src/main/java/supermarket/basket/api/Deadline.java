package supermarket.basket.api;

import java.time.Duration;

/**
 * The moment by which a basket must be answered, on this process's {@link System#nanoTime()} scale.
 * On the wire it travels as the time that remains.
 *
 * @param nanoTime the moment, comparable only by difference
 */
public record Deadline(long nanoTime) {

  /** The deadline that lies so far ahead of now. */
  public static Deadline after(Duration remaining, long now) {
    return new Deadline(now + remaining.toNanos());
  }

  /** Nanoseconds that remain; zero or negative once it has passed. */
  public long remaining(long now) {
    return nanoTime - now;
  }

  /** Whether it has passed. */
  public boolean passed(long now) {
    return remaining(now) <= 0;
  }
}
