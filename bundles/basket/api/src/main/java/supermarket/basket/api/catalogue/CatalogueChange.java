package supermarket.basket.api.catalogue;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.promotion.Promotions;

/**
 * What changes in the catalogue at one moment.
 *
 * @param currency the currency of the default price list afterwards
 * @param stores the stores and price lists afterwards; null if they stay
 * @param promotions the promotions afterwards; null if they stay
 * @param entries the products that come or change, by code
 * @param gone the codes of the products that go; none of them comes
 */
public record CatalogueChange(
    CurrencyUnit currency,
    @Nullable Stores stores,
    @Nullable Promotions promotions,
    Map<String, Product> entries,
    Set<String> gone) {

  /**
   * Takes unmodifiable copies, sorted by code.
   *
   * @throws IllegalArgumentException if a product goes that comes, or is named by another code
   */
  public CatalogueChange {
    entries = Collections.unmodifiableMap(new TreeMap<>(entries));
    gone = Collections.unmodifiableSet(new TreeSet<>(gone));
    if (!Collections.disjoint(entries.keySet(), gone)) {
      throw new IllegalArgumentException("a product that comes and goes");
    }
    entries.forEach(
        (code, product) -> {
          if (!product.code().equals(code)) {
            throw new IllegalArgumentException(product.code() + " is named " + code);
          }
        });
  }

  /**
   * Of products only.
   *
   * @throws IllegalArgumentException if a product goes that comes, or is named by another code
   */
  public CatalogueChange(CurrencyUnit currency, Map<String, Product> entries, Set<String> gone) {
    this(currency, null, null, entries, gone);
  }

  /** Returns one of the stores only. */
  public static CatalogueChange of(CurrencyUnit currency, Stores stores) {
    return new CatalogueChange(currency, stores, null, Map.of(), Set.of());
  }

  /** Returns one of the promotions only. */
  public static CatalogueChange of(CurrencyUnit currency, Promotions promotions) {
    return new CatalogueChange(currency, null, promotions, Map.of(), Set.of());
  }

  /** Returns one that changes no product. */
  public static CatalogueChange none(CurrencyUnit currency) {
    return new CatalogueChange(currency, Map.of(), Set.of());
  }

  /** Returns one of a single product. */
  public static CatalogueChange of(CurrencyUnit currency, Product product) {
    return new CatalogueChange(currency, Map.of(product.code(), product), Set.of());
  }

  /** Returns one that takes a single product away. */
  public static CatalogueChange without(CurrencyUnit currency, String code) {
    return new CatalogueChange(currency, Map.of(), Set.of(code));
  }

  /** Returns this and a later one as one. */
  public CatalogueChange then(CatalogueChange later) {
    Map<String, Product> all = new TreeMap<>(entries);
    all.keySet().removeAll(later.gone);
    all.putAll(later.entries);
    Set<String> without = new TreeSet<>(gone);
    without.removeAll(later.entries.keySet());
    without.addAll(later.gone);
    Stores last = later.stores == null ? stores : later.stores;
    Promotions offers = later.promotions == null ? promotions : later.promotions;
    return new CatalogueChange(later.currency, last, offers, all, without);
  }

  /** Returns the codes of the products that it is about. */
  public Set<String> codes() {
    Set<String> codes = new TreeSet<>(entries.keySet());
    codes.addAll(gone);
    return codes;
  }

  /** Returns whether it changes a store, a price list, a promotion or a product. */
  public boolean isAny() {
    return stores != null || promotions != null || size() > 0;
  }

  /** Returns how many products it is about. */
  public int size() {
    return entries.size() + gone.size();
  }
}
