package supermarket.basket.api.deployment;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a deployment is asked for.
 *
 * @param door by which way it came, see {@link Deployment}
 * @param dryRun whether nothing is to be changed, only checked
 * @param trusted whether a version is taken although its classes are more than arithmetic
 * @param forced whether it is meant although products are left without a price
 * @param without the names of nodes that are not asked: whatever they say, it is done
 */
public record Order(
    String door, boolean dryRun, boolean trusted, boolean forced, Set<String> without) {

  /** Takes an unmodifiable copy of the names, sorted. */
  public Order {
    without = Collections.unmodifiableSet(new TreeSet<>(without));
  }

  /** One that is to be done, if nothing speaks against it. */
  public static Order by(String door) {
    return new Order(door, false, false, false, Set.of());
  }

  /** The same, but only checked. */
  public Order onlyTried() {
    return new Order(door, true, trusted, forced, without);
  }

  /** The same, of a version that is trusted. */
  public Order ofTrusted() {
    return new Order(door, dryRun, true, forced, without);
  }

  /** The same, and meant. */
  public Order meant() {
    return new Order(door, dryRun, trusted, true, without);
  }
}
