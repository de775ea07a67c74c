package supermarket.product.manager.strategy;

import java.util.HashMap;
import java.util.Map;

/**
 * The names of strategies that went a moment ago, for which a successor may be on its way: an
 * update in place takes the old version out before it brings the new one.
 *
 * <p>Thread safety: none; for the assortment's monitor.
 */
public final class Successors {

  private final Map<String, Long> awaitedUntil = new HashMap<>();

  /** The last strategy of this name went; a successor is awaited until then (nanoTime). */
  public void went(String name, long until) {
    awaitedUntil.put(name, until);
  }

  /** A strategy of this name is there. */
  public void came(String name) {
    awaitedUntil.remove(name);
  }

  public boolean awaited(String name) {
    return awaitedUntil.containsKey(name);
  }

  /** Gives up those whose time is over; answers whether there were any. */
  public boolean giveUp(long now) {
    return awaitedUntil.values().removeIf(until -> now - until >= 0);
  }

  /** Gives up all. */
  public void giveUpAll() {
    awaitedUntil.clear();
  }
}
