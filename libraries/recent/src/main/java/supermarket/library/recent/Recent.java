package supermarket.library.recent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A ring of what came last; the newest takes the place of the oldest.
 *
 * <p>Thread safety: any thread. Writers take positions by one atomic addition for all that they add
 * at once, and never wait; a reader stops at the first position that is taken but not written yet.
 *
 * @param <T> what comes; immutable
 */
public final class Recent<T> {

  private record Entry<T>(long position, T value) {}

  /**
   * What came, one after another.
   *
   * @param values the oldest first
   * @param missed how many that were wanted are not kept any more
   * @param next the position after the last of these
   */
  public record Excerpt<T>(List<T> values, long missed, long next) {
    /** Takes an unmodifiable copy. */
    public Excerpt {
      values = List.copyOf(values);
    }
  }

  private final AtomicReferenceArray<@Nullable Entry<T>> ring;
  private final AtomicLong end = new AtomicLong();

  /**
   * An empty ring.
   *
   * @param most how many it keeps, at least 1
   */
  public Recent(int most) {
    ring = new AtomicReferenceArray<>(most);
  }

  /** Adds some that came at once. */
  public void add(List<T> values) {
    long position = end.getAndAdd(values.size());
    for (T value : values) {
      ring.setRelease(place(position), new Entry<>(position, value));
      position++;
    }
  }

  private int place(long position) {
    return (int) (position % ring.length());
  }

  /** Returns how many have come: the position that the next one will have. */
  public long end() {
    return end.get();
  }

  /** Returns those from a position on, as far as they are kept. */
  public Excerpt<T> from(long wanted) {
    long until = end.get();
    long position = Math.max(wanted, until - ring.length());
    long missed = Math.max(0, position - wanted);
    List<T> values = new ArrayList<>((int) Math.max(0, until - position));
    while (position < until) {
      Entry<T> entry = ring.getAcquire(place(position));
      if (entry == null || entry.position() < position) {
        break;
      }
      if (entry.position() == position) {
        values.add(entry.value());
      } else {
        missed++; // a newer one has taken its place
      }
      position++;
    }
    return new Excerpt<>(values, missed, position);
  }
}
