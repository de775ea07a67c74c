package supermarket.basket.api.catalogue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Which bundles' strategies are used, and for which users. A bundle that is admitted is live, for
 * everybody, unless its share is limited; with a share of zero it is dark: its strategies are
 * registered but price nothing. Those of a bundle that is not admitted are not even made. Provided
 * by the product manager, used by the deployer.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
@ProviderType
public interface Stage {

  /**
   * Admits the present content of a bundle: its strategies may be used from now on, and after a
   * restart too, until the bundle is updated.
   *
   * @param lastModified when the content that was judged came, by {@code Bundle.getLastModified()};
   *     nothing is admitted if the bundle has other content by now
   * @throws IOException if it cannot be kept; then the bundle is not admitted
   */
  void admit(long bundleId, long lastModified, Admission admission) throws IOException;

  /** Returns by which right the content of a bundle may be used. */
  Admission admission(long bundleId, long lastModified);

  /**
   * From now on exactly these bundles are limited to a share of the users. One edition is
   * published: all that changes by it changes at once. A user who is in a share is in every larger
   * share of the same bundle too.
   *
   * @param shares per cent of the users, from 0 to 99, by id of the bundle, which need not have any
   *     strategy yet
   */
  void limit(Map<Long, Integer> shares);

  /**
   * Asks the strategies of a bundle for the rules of all products that are priced now by strategies
   * of the same names.
   *
   * @return why a product would lose its price, one sentence each; empty if none would
   */
  List<String> rehearse(long bundleId);

  /**
   * The products that strategies of a bundle price now, be it for a share of the users.
   *
   * @return their codes, sorted
   */
  List<String> products(long bundleId);

  /**
   * How many calls of strategies were still under way when the lease of their version had run out,
   * since the start. They were interrupted.
   */
  long overstayers();
}
