package supermarket.basket.api.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.operation.Quarantined;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.Promotions;

/**
 * The catalogue and the live strategies, for operators. Provided by the product manager.
 *
 * <p>Thread safety: all methods may be called by any thread; changes are made one after another.
 */
@ProviderType
public interface Catalogue {

  /** Some of the products, by code. */
  Page products(ProductQuery query);

  /**
   * Products that are bound to strategies of some names: one for each of their terms, which stands
   * for all that have the same.
   *
   * @return by code
   */
  List<Product> samples(Set<String> strategies);

  /** One product. */
  Optional<ProductStatus> product(String code);

  /** The promotions that are agreed on, whether they can be applied or not. */
  Promotions promotions();

  /** One of them. */
  Optional<PromotionStatus> promotion(String id);

  /** The stores and price lists that are in force. */
  Stores stores();

  /**
   * All strategies, by name, the one that is in use before those it stands in front of; last those
   * that are not admitted.
   */
  List<StrategyStatus> strategies();

  /** The edition that baskets are priced with now, and those that some are still priced with. */
  EditionStatus edition();

  /**
   * What is wrong with the catalogue's file and with the strategies' names, one sentence each;
   * empty if all is well.
   */
  List<String> problems();

  /**
   * What is wrong with a product's entry in the catalogue's file: then its last good entry is in
   * force, or, if it never had one, the product is not for sale.
   *
   * @param code a product's code
   * @return one sentence; empty if its entry is right, or it has none
   */
  Optional<String> fault(String code);

  /**
   * The strategies that did not make a rule in time. They are not asked again; rules that they had
   * made before stay in force, and products for which they made none are rejected.
   */
  List<Quarantined> quarantined();

  /**
   * Asks quarantined strategies again.
   *
   * @return how many were released: the strategies of that name that were in quarantine
   */
  int release(String strategy);

  /**
   * Some of the products that are asked for.
   *
   * @param products by code
   * @param matching how many there are, those of other pages too
   */
  record Page(List<ProductStatus> products, long matching) {
    /** Takes an unmodifiable copy. */
    public Page {
      products = List.copyOf(products);
    }
  }

  /**
   * How the editions stand.
   *
   * @param number of the newest one
   * @param revision the revision of the chain that it has in force
   * @param held how many others baskets are still priced with
   * @param leases how many baskets are being priced with the newest and with those
   */
  record EditionStatus(long number, RevisionId revision, int held, long leases) {}

  /**
   * A product and whether it can be priced.
   *
   * @param product the product, by the entry that is in force
   * @param offer what the present edition has for it
   */
  record ProductStatus(Product product, Offer offer) {}

  /**
   * A promotion and whether it can be applied.
   *
   * @param promotion as it is agreed on
   * @param active what the present edition has of it; null if it cannot be applied
   * @param flaw why not, one sentence; empty if it can
   */
  record PromotionStatus(Promotion promotion, @Nullable ActivePromotion active, String flaw) {}

  /**
   * A strategy, or a kind of promotions, that is registered, whether or not it prices anything.
   *
   * @param id name, version, service
   * @param bundle symbolic name of its bundle
   * @param bundleId id of its bundle
   * @param ranking its service ranking
   * @param audience the users whose baskets it is there for
   * @param inUse whether it prices for them; false if another strategy of the same name stands in
   *     front of it
   * @param products the codes of the products that it prices, sorted
   * @param admission by which right it is used; with {@link Admission#NONE} it is not
   * @param isKind whether it is a kind of promotions, and {@code products} are ids of promotions
   */
  record StrategyStatus(
      StrategyId id,
      String bundle,
      long bundleId,
      int ranking,
      Audience audience,
      boolean inUse,
      List<String> products,
      Admission admission,
      boolean isKind) {
    /** Takes an unmodifiable copy of the products. */
    public StrategyStatus {
      products = List.copyOf(products);
    }

    /** A strategy. */
    public StrategyStatus(
        StrategyId id,
        String bundle,
        long bundleId,
        int ranking,
        Audience audience,
        boolean inUse,
        List<String> products,
        Admission admission) {
      this(id, bundle, bundleId, ranking, audience, inUse, products, admission, false);
    }
  }
}
