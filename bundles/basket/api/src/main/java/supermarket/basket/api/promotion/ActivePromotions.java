package supermarket.basket.api.promotion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.Slot;

/** The promotions of an edition. Immutable. */
public final class ActivePromotions {

  /** There are none. */
  public static final ActivePromotions NONE = new ActivePromotions(List.of(), List.of(), Set.of());

  private final List<ActivePromotion> all;
  private final List<String> groups;
  private final Set<String> noOffers;
  private final Map<String, List<ActivePromotion>> byProduct = new HashMap<>();
  private final List<ActivePromotion> ofEvery;
  private final IdentityHashMap<ActivePromotion, Integer> ranks = new IdentityHashMap<>();

  /**
   * Those of an edition.
   *
   * @param all in any order; no two have one id
   * @param groups those of what is left to pay, in the order in which they are applied; who is in
   *     none of them, or in no group, comes last
   * @param noOffers the codes of products that take part in none
   */
  public ActivePromotions(
      Collection<ActivePromotion> all, List<String> groups, Set<String> noOffers) {
    this.all = all.stream().sorted(Comparator.comparing(ActivePromotion::id)).toList();
    this.groups = List.copyOf(groups);
    this.noOffers = Set.copyOf(noOffers);
    List<ActivePromotion> ofAll = new ArrayList<>(0);
    for (ActivePromotion each : this.all) {
      ranks.put(each, ranks.size());
      Set<String> codes = new LinkedHashSet<>();
      boolean isOfEvery = false;
      for (Products products : products(each.deal())) {
        isOfEvery |= products.isEvery();
        codes.addAll(products.codes());
      }
      if (isOfEvery) {
        ofAll.add(each);
      } else {
        codes.forEach(
            code -> byProduct.computeIfAbsent(code, none -> new ArrayList<>(1)).add(each));
      }
    }
    this.ofEvery = List.copyOf(ofAll);
  }

  /** Returns the codes of the products that a promotion names; none if it is of all. */
  public static Set<String> codes(ActivePromotion promotion) {
    Set<String> codes = new LinkedHashSet<>();
    products(promotion.deal()).forEach(each -> codes.addAll(each.codes()));
    return codes;
  }

  private static List<Products> products(Deal deal) {
    return switch (deal) {
      case Deal.Pieces pieces -> pieces.slots().stream().map(Slot::of).toList();
      case Deal.Rest rest -> List.of(rest.of());
    };
  }

  /** Returns others under the same groups and exclusions. */
  public ActivePromotions with(Collection<ActivePromotion> others) {
    return new ActivePromotions(others, groups, noOffers);
  }

  /** Returns all, by id. */
  public List<ActivePromotion> all() {
    return all;
  }

  /**
   * Returns the place of a promotion among all.
   *
   * @throws IllegalArgumentException if it is none of these very promotions
   */
  public int rank(ActivePromotion promotion) {
    Integer rank = ranks.get(promotion);
    if (rank == null) {
      throw new IllegalArgumentException(promotion.id() + " is a promotion of another edition");
    }
    return rank;
  }

  /** Returns the groups in the order in which they are applied. */
  public List<String> groups() {
    return groups;
  }

  /** Returns whether there is none. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Returns whether a product may take part in promotions. */
  public boolean mayTakePart(String product) {
    return !noOffers.contains(product);
  }

  /**
   * Returns the promotions that name a product, whether they hold or not, by id; without those of
   * all products.
   */
  public List<ActivePromotion> of(String product) {
    List<ActivePromotion> its = byProduct.get(product);
    return its != null && mayTakePart(product) ? its : List.of();
  }

  /** Returns the promotions in which all products take part, by id. */
  public List<ActivePromotion> ofEvery() {
    return ofEvery;
  }
}
