package supermarket.basket.api.catalogue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;

/**
 * Which bundles' strategies are used, and for which users. A bundle that is admitted prices for
 * everybody, unless its audience is limited. Strategies of a bundle that is not admitted are not
 * even made. Provided by the product manager, used by the deployer.
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
   * From now on exactly these bundles have a limited audience. One edition is published: all that
   * changes by it changes at once.
   *
   * @param audiences by id of the bundle, which need not have any strategy yet; a bundle that is
   *     missing prices for everybody
   * @param revision the revision of the chain that this is of
   */
  void limit(Map<Long, Audience> audiences, RevisionId revision);

  /** What is in use is of this revision of the chain: editions say so from now on. */
  void agree(RevisionId revision);

  /**
   * Returns the bundles that are live: those with a strategy that comes first of all that have its
   * name, and price for everybody. This is the one definition of live.
   *
   * @return their ids
   */
  Set<Long> live();

  /**
   * Returns the bundle whose strategy prices the products that are bound to a name.
   *
   * @param strategy the name of a strategy
   * @return the bundle's id; empty if no live strategy has the name
   */
  Optional<Long> live(String strategy);

  /**
   * Asks the strategies of a bundle for the rules of all products that are priced now by strategies
   * of the same names.
   *
   * @return why a product would lose its price, one sentence each; empty if none would
   */
  List<String> rehearse(long bundleId);

  /** The promotions of the newest edition, for the users who are in no share. */
  ActivePromotions promotions();

  /**
   * The promotions of the catalogue as the kinds of a bundle make them, whether anybody gets them
   * or not; without those that it refuses.
   *
   * @return by id
   */
  Map<String, ActivePromotion> promotions(long bundleId);

  /**
   * The products that strategies of a bundle price now, be it for a share of the users, and the
   * promotions that its kinds make.
   *
   * @return their codes, sorted; then the ids of promotions, after the word {@code promotion}
   */
  List<String> products(long bundleId);

  /**
   * How many calls of strategies were still under way when the lease of their version had run out,
   * since the start. They were interrupted.
   */
  long overstayers();
}
