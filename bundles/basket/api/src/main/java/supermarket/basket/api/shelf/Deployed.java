package supermarket.basket.api.shelf;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that a chain has deployed.
 *
 * @param bundles the strategy bundles, by symbolic name
 * @param catalogue the catalogue
 */
public record Deployed(Map<String, DeployedBundle> bundles, CatalogueState catalogue) {

  /** Nothing. */
  public static final Deployed NOTHING = new Deployed(Map.of(), CatalogueState.NONE);

  /** Takes an unmodifiable copy of the bundles, sorted by name. */
  public Deployed {
    bundles = Collections.unmodifiableMap(new TreeMap<>(bundles));
  }

  /**
   * Returns the same with another state of one bundle.
   *
   * @param bundle null if nothing of it is deployed
   */
  public Deployed with(String symbolicName, @Nullable DeployedBundle bundle) {
    Map<String, DeployedBundle> all = new TreeMap<>(bundles);
    if (bundle == null) {
      all.remove(symbolicName);
    } else {
      all.put(symbolicName, bundle);
    }
    return new Deployed(all, catalogue);
  }

  /** Returns whether a catalogue is another one; if the chain has agreed on none, it is not. */
  public boolean isOther(CatalogueState other) {
    return !other.isNone() && !other.equals(catalogue);
  }

  /** Returns the same with another catalogue. */
  public Deployed with(CatalogueState other) {
    return new Deployed(bundles, other);
  }
}
