package supermarket.product.manager.edition;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.PriceOverrides;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductTerms;
import supermarket.basket.api.catalogue.Stores;

/**
 * What there is for a product in the price lists, and in the default list from some time on. Made
 * once for an edition, so that a basket only looks it up. Immutable.
 */
final class Variants {

  /** The product has the same terms everywhere and always. */
  static final Variants NONE = new Variants(Map.of());

  private final Map<String, Timeline> byList;

  /**
   * What there is in one list.
   *
   * @param from when the others hold, in their order
   * @param terms one more: the first hold before
   * @param offers what there is for each of the terms
   */
  private record Timeline(List<LocalDateTime> from, List<ProductTerms> terms, List<Offer> offers) {

    Offer at(Supplier<LocalDateTime> time) {
      return from.isEmpty() ? offers.getFirst() : offers.get(index(time.get()));
    }

    ProductTerms termsAt(Supplier<LocalDateTime> time) {
      return from.isEmpty() ? terms.getFirst() : terms.get(index(time.get()));
    }

    private int index(LocalDateTime time) {
      int found = Arrays.binarySearch(from.toArray(), time);
      return found >= 0 ? found + 1 : -found - 1;
    }
  }

  private Variants(Map<String, Timeline> byList) {
    this.byList = byList;
  }

  /**
   * Makes those of a product.
   *
   * @param offers what there is for terms
   */
  static Variants of(Product product, Function<ProductTerms, Offer> offers) {
    PriceOverrides overrides = product.overrides();
    if (overrides.isEmpty()) {
      return NONE;
    }
    Map<String, Timeline> byList = new TreeMap<>();
    for (String list : overrides.lists()) {
      SortedSet<LocalDateTime> times = overrides.times(list);
      List<ProductTerms> terms = new ArrayList<>(times.size() + 1);
      terms.add(overrides.at(product.terms(), list, LocalDateTime.MIN));
      times.forEach(time -> terms.add(overrides.at(product.terms(), list, time)));
      byList.put(
          list, new Timeline(List.copyOf(times), terms, terms.stream().map(offers).toList()));
    }
    return new Variants(byList);
  }

  /**
   * Returns what there is.
   *
   * @param list the price list of the store
   * @param time on the clock of the store; asked for only if it matters
   * @param own what there is for the product's own terms
   */
  Offer at(String list, Supplier<LocalDateTime> time, Offer own) {
    Timeline timeline = byList.get(list);
    if (timeline == null) {
      timeline = byList.get(Stores.DEFAULT_LIST);
    }
    return timeline == null ? own : timeline.at(time);
  }

  /** Returns the terms that hold, likewise. */
  ProductTerms termsAt(String list, Supplier<LocalDateTime> time, ProductTerms own) {
    Timeline timeline = byList.getOrDefault(list, byList.get(Stores.DEFAULT_LIST));
    return timeline == null ? own : timeline.termsAt(time);
  }

  /** Returns when something else may hold than before, in order. */
  List<LocalDateTime> times(String list) {
    Timeline timeline = byList.getOrDefault(list, byList.get(Stores.DEFAULT_LIST));
    return timeline == null ? List.of() : timeline.from;
  }

  /** Tells of all terms and what there is for them; of some more than once. */
  void forEachOffer(BiConsumer<Offer, ProductTerms> each) {
    for (Timeline list : byList.values()) {
      for (int i = 0; i < list.offers.size(); i++) {
        each.accept(list.offers.get(i), list.terms.get(i));
      }
    }
  }

  /** Returns why it cannot be priced somewhere or some time; null if it can. */
  @Nullable String flaw() {
    for (Map.Entry<String, Timeline> list : byList.entrySet()) {
      Timeline each = list.getValue();
      for (int i = 0; i < each.offers.size(); i++) {
        if (each.offers.get(i) instanceof Offer.Unavailable(String why)) {
          String since = i == 0 ? "" : " from " + PriceScope.words(each.from.get(i - 1));
          return "in price list '" + list.getKey() + "'" + since + ": " + why;
        }
      }
    }
    return null;
  }

  /** Returns whether others have the same offers, each the very same. */
  boolean isSame(Variants other) {
    if (!byList.keySet().equals(other.byList.keySet())) {
      return false;
    }
    for (Map.Entry<String, Timeline> each : byList.entrySet()) {
      Timeline its = other.byList.get(each.getKey());
      if (its == null || !isSame(each.getValue(), its)) {
        return false;
      }
    }
    return true;
  }

  /** By identity: an offer has a rule, whose {@code equals} is foreign code. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Timeline one, Timeline other) {
    if (!one.from.equals(other.from)) {
      return false;
    }
    for (int i = 0; i < one.offers.size(); i++) {
      if (one.offers.get(i) != other.offers.get(i)) {
        return false;
      }
    }
    return true;
  }
}
