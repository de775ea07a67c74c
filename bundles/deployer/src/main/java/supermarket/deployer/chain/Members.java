package supermarket.deployer.chain;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import supermarket.basket.api.shelf.Shelf;

/**
 * Which nodes share the shelf. A node attends again and again, and is taken for dead when its mark
 * has not changed for two seconds of this node's own time: no clocks are compared.
 *
 * <p>Thread safety: any thread.
 */
final class Members {

  static final Duration SILENCE = Duration.ofSeconds(2);

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

  Members(Shelf shelf, String node, LongSupplier clock) {
    this.shelf = shelf;
    this.node = node;
    this.clock = clock;
    this.lastLook = clock.getAsLong();
  }

  /** Attends, and looks who else does. */
  void look() throws IOException {
    shelf.attend(node);
    Map<String, Long> attending = shelf.attendance();
    long now = clock.getAsLong();
    synchronized (this) {
      boolean slept = now - lastLook > BLIND.toNanos();
      lastLook = now;
      Map<String, Seen> looked = new HashMap<>();
      attending.forEach(
          (name, mark) -> {
            Seen before = seen.get(name);
            looked.put(
                name,
                before != null && before.mark() == mark && !slept ? before : new Seen(mark, now));
          });
      seen = looked;
    }
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
