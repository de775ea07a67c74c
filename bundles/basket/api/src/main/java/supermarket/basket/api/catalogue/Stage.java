package supermarket.basket.api.catalogue;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Which strategy bundles are dark: their strategies are registered but price nothing. Provided by
 * the product manager, used by the deployer.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
@ProviderType
public interface Stage {

  /**
   * From now on exactly the strategies of these bundles are dark. One edition is published: what
   * comes into the light and what goes dark changes at once.
   *
   * @param bundleIds ids of bundles, which need not have any strategy yet
   */
  void keepDark(Set<Long> bundleIds);

  /**
   * Asks the strategies of a bundle for the rules of all products that are priced now by strategies
   * of the same names.
   *
   * @return why a product would lose its price, one sentence each; empty if none would
   */
  List<String> rehearse(long bundleId);
}
