package supermarket.deployer.chain;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.shelf.Shelf;

/**
 * Which nodes share the shelf. A node attends again and again, and is taken for dead when its mark
 * has not changed for two seconds of this node's own time: no clocks are compared.
 *
 * <p>Thread safety: any thread.
 */
final class Members {

  static final Duration SILENCE = Duration.ofSeconds(2);

  /** After a shelf was away, the others need a while to reach it again: connections back off. */
  static final Duration GRACE = Duration.ofSeconds(4);

  /** A node looks twice a second; if it has not for so long, its silence counts for nobody's. */
  private static final Duration BLIND = Duration.ofSeconds(1);

  /**
   * What is known of a node.
   *
   * @param mark the last one seen
   * @param since when it was seen first, in nanoseconds
   */
  private record Seen(long mark, long since) {}

  private final Shelf shelf;
  private final String node;
  private final LongSupplier clock;

  @GuardedBy("this")
  private Map<String, Seen> seen = new HashMap<>();

  @GuardedBy("this")
  private long lastLook;

  @GuardedBy("this")
  private boolean hasTwin;

  @GuardedBy("this")
  private long twinSeen;

  /** One look at a time, or a thread would take the mark of another one for that of a twin. */
  private final Object looking = new Object();

  /** The mark that this node has set last; null if it is not known. */
  @GuardedBy("looking")
  private @Nullable Long mark;

  Members(Shelf shelf, String node, LongSupplier clock) {
    this.shelf = shelf;
    this.node = node;
    this.clock = clock;
    this.lastLook = clock.getAsLong();
  }

  /** Attends, and looks who else does. */
  void look() throws IOException {
    synchronized (looking) {
      Long before = shelf.attendance().get(node);
      boolean isTwin = mark != null && before != null && !before.equals(mark);
      mark = null; // what is written and not read again is not known
      shelf.attend(node);
      Map<String, Long> attending = shelf.attendance();
      mark = attending.get(node);
      saw(attending, isTwin);
    }
  }

  private synchronized void saw(Map<String, Long> attending, boolean isTwin) {
    long now = clock.getAsLong();
    if (isTwin) {
      twinSeen = now;
      hasTwin = true;
    } else if (now - twinSeen > SILENCE.toNanos()) {
      hasTwin = false;
    }
    boolean slept = now - lastLook > BLIND.toNanos();
    lastLook = now;
    Map<String, Seen> looked = new HashMap<>();
    attending.forEach(
        (name, mark) -> {
          Seen before = seen.get(name);
          looked.put(
              name,
              before != null && before.mark() == mark && !slept
                  ? before
                  : new Seen(mark, slept ? now + GRACE.toNanos() : now));
        });
    seen = looked;
  }

  /**
   * Returns whether another node attends under the name of this one: its mark was changed by
   * somebody else.
   */
  synchronized boolean hasTwin() {
    return hasTwin;
  }

  /**
   * Returns whether a node is there. One that is seen for the first time may be, and one that this
   * node could not look at for too long, because it slept itself.
   */
  synchronized boolean isThere(String name) {
    Seen last = seen.get(name);
    long now = clock.getAsLong();
    return last != null
        && (now - last.since() < SILENCE.toNanos() || now - lastLook > BLIND.toNanos());
  }

  /** Returns the other nodes that are there, by name. */
  synchronized Set<String> others() {
    Set<String> others = new TreeSet<>(seen.keySet());
    others.remove(node);
    others.removeIf(name -> !isThere(name));
    return others;
  }
}
