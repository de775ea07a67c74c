package supermarket.product.manager.edition;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
  static final Variants NONE = new Variants(List.of(), List.of());

  /** Sorted. */
  private final List<String> lists;

  /** What there is in each of the lists. */
  private final List<Timeline> timelines;

  private Variants(List<String> lists, List<Timeline> timelines) {
    this.lists = lists;
    this.timelines = timelines;
  }

  /**
   * Makes those of a product.
   *
   * @param offers what there is for terms
   */
  static Variants of(Product product, Function<ProductTerms, Offer> offers, Timelines timelines) {
    PriceOverrides overrides = product.overrides();
    if (overrides.isEmpty()) {
      return NONE;
    }
    List<String> lists = List.copyOf(overrides.lists());
    List<Timeline> made = new ArrayList<>(lists.size());
    for (String list : lists) {
      List<LocalDateTime> times = List.copyOf(overrides.times(list));
      List<ProductTerms> terms = new ArrayList<>(times.size() + 1);
      terms.add(overrides.at(product.terms(), list, LocalDateTime.MIN));
      times.forEach(time -> terms.add(overrides.at(product.terms(), list, time)));
      made.add(timelines.of(times, terms, terms.stream().map(offers).toList()));
    }
    return new Variants(lists, List.copyOf(made));
  }

  /** Returns what there is in a list; null if it has the product's own terms. */
  private @Nullable Timeline timeline(String list) {
    int index = Collections.binarySearch(lists, list);
    if (index < 0) {
      index = Collections.binarySearch(lists, Stores.DEFAULT_LIST);
    }
    return index < 0 ? null : timelines.get(index);
  }

  /**
   * Returns what there is.
   *
   * @param list the price list of the store
   * @param time on the clock of the store; asked for only if it matters
   * @param own what there is for the product's own terms
   */
  Offer at(String list, Supplier<LocalDateTime> time, Offer own) {
    Timeline timeline = timeline(list);
    return timeline == null ? own : timeline.at(time);
  }

  /** Returns the terms that hold, likewise. */
  ProductTerms termsAt(String list, Supplier<LocalDateTime> time, ProductTerms own) {
    Timeline timeline = timeline(list);
    return timeline == null ? own : timeline.termsAt(time);
  }

  /** Returns when something else may hold than before, in order. */
  List<LocalDateTime> times(String list) {
    Timeline timeline = timeline(list);
    return timeline == null ? List.of() : timeline.from();
  }

  /** Tells of all terms and what there is for them; of some more than once. */
  void forEachOffer(BiConsumer<Offer, ProductTerms> each) {
    for (Timeline list : timelines) {
      for (int i = 0; i < list.offers().size(); i++) {
        each.accept(list.offers().get(i), list.terms().get(i));
      }
    }
  }

  /** Returns why it cannot be priced somewhere or some time; null if it can. */
  @Nullable String flaw() {
    for (int list = 0; list < lists.size(); list++) {
      Timeline each = timelines.get(list);
      for (int i = 0; i < each.offers().size(); i++) {
        if (each.offers().get(i) instanceof Offer.Unavailable(String why)) {
          String since = i == 0 ? "" : " from " + PriceScope.words(each.from().get(i - 1));
          return "in price list '" + lists.get(list) + "'" + since + ": " + why;
        }
      }
    }
    return null;
  }

  /** Returns whether others have the same offers, each the very same. */
  boolean isSame(Variants other) {
    if (!lists.equals(other.lists)) {
      return false;
    }
    for (int i = 0; i < timelines.size(); i++) {
      if (!timelines.get(i).isSame(other.timelines.get(i))) {
        return false;
      }
    }
    return true;
  }
}
