package supermarket.product.manager.catalogue;

import io.vavr.collection.HashMap;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Product;

/**
 * Products by code. Immutable: what changes is another one, which shares with this all that has not
 * changed. So a change costs as much as it is large, however many products there are.
 */
public final class Products implements Iterable<Product> {

  /** There are none. */
  public static final Products NONE = new Products(HashMap.empty(), HashMap.empty());

  private final HashMap<String, Product> byCode;

  /** The codes of those that have a GTIN or a number on labels, by its key. */
  private final HashMap<Long, String> byScan;

  /** In the order of their codes, once somebody has asked for that; several files have it. */
  private volatile @Nullable List<Product> sorted;

  private Products(HashMap<String, Product> byCode, HashMap<Long, String> byScan) {
    this.byCode = byCode;
    this.byScan = byScan;
  }

  /** Returns those of a map by code. */
  public static Products of(Map<String, Product> products) {
    HashMap<Long, String> byScan = HashMap.empty();
    for (Product product : products.values()) {
      byScan = with(byScan, product);
    }
    Products all = new Products(HashMap.ofAll(products), byScan);
    if (products instanceof SortedMap) {
      all.sorted = List.copyOf(products.values());
    }
    return all;
  }

  private static HashMap<Long, String> with(HashMap<Long, String> byScan, Product product) {
    HashMap<Long, String> all = byScan;
    for (Long key : product.scanCodes().keys()) {
      all = all.put(key, product.code());
    }
    return all;
  }

  /** Without what a product was scanned by; what another one has by now stays. */
  private static HashMap<Long, String> without(
      HashMap<Long, String> byScan, @Nullable Product product) {
    HashMap<Long, String> all = byScan;
    if (product != null) {
      for (Long key : product.scanCodes().keys()) {
        if (product.code().equals(all.getOrElse(key, null))) {
          all = all.remove(key);
        }
      }
    }
    return all;
  }

  /** Returns the code of the product that has a GTIN or a number on labels; null if none has. */
  public @Nullable String scanned(long key) {
    return byScan.getOrElse(key, null);
  }

  /** Returns the product of a code; null if there is none. */
  public @Nullable Product get(String code) {
    return byCode.getOrElse(code, null);
  }

  /** Returns whether there is a product of this code. */
  public boolean has(String code) {
    return byCode.containsKey(code);
  }

  /** Returns whether exactly this is the product of its code. */
  public boolean has(Product product) {
    return product.equals(get(product.code()));
  }

  /** Returns the codes of all. */
  public Set<String> codes() {
    Set<String> codes = HashSet.newHashSet(size());
    addCodesTo(codes);
    return codes;
  }

  /** Adds the codes of all to others. */
  void addCodesTo(Set<String> others) {
    byCode.keysIterator().forEachRemaining(others::add);
  }

  /** Returns how many there are. */
  public int size() {
    return byCode.size();
  }

  /** Returns whether there are none. */
  public boolean isEmpty() {
    return byCode.isEmpty();
  }

  /** Returns these with another one, or with one in the place of that of its code. */
  public Products with(Product product) {
    return has(product)
        ? this
        : new Products(
            byCode.put(product.code(), product),
            with(without(byScan, get(product.code())), product));
  }

  /** Returns these without that of a code. */
  public Products without(String code) {
    return has(code) ? new Products(byCode.remove(code), without(byScan, get(code))) : this;
  }

  /** Returns these after a change. */
  public Products after(CatalogueChange change) {
    HashMap<Long, String> scans = byScan;
    if (!scans.isEmpty()) {
      for (String code : change.codes()) {
        scans = without(scans, get(code));
      }
    }
    for (Product product : change.entries().values()) {
      scans = with(scans, product);
    }
    HashMap<String, Product> products = byCode.removeAll(change.gone());
    for (Map.Entry<String, Product> each : change.entries().entrySet()) {
      products = products.put(each.getKey(), each.getValue());
    }
    return new Products(products, scans);
  }

  /** Returns the same, which share what they can with others. */
  @SuppressWarnings("ReferenceEquality")
  public Products like(Products known) {
    if (known == this) {
      return this;
    }
    HashMap<String, Product> shared = known.byCode;
    for (Product product : this) {
      if (!known.has(product)) {
        shared = shared.put(product.code(), product);
      }
    }
    if (shared.size() > size()) {
      shared = shared.removeAll(known.goneIn(this));
    }
    return new Products(shared, byScan.equals(known.byScan) ? known.byScan : byScan);
  }

  /** Returns the products that are others, or are there only, in later ones. */
  Map<String, Product> othersIn(Products later) {
    return new TreeMap<>(later.byCode.filterValues(product -> !has(product)).toJavaMap());
  }

  /** Returns the codes of those that are not in later ones. */
  Set<String> goneIn(Products later) {
    Set<String> gone = new TreeSet<>();
    for (String code : byCode.keysIterator()) {
      if (!later.has(code)) {
        gone.add(code);
      }
    }
    return gone;
  }

  /** Returns them in the order of their codes. */
  public List<Product> sorted() {
    List<Product> present = sorted;
    if (present == null) {
      present =
          StreamSupport.stream(spliterator(), false)
              .sorted(Comparator.comparing(Product::code))
              .toList();
      sorted = present;
    }
    return present;
  }

  @Override
  public Iterator<Product> iterator() {
    return byCode.valuesIterator();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Products products && byCode.equals(products.byCode);
  }

  @Override
  public int hashCode() {
    return byCode.hashCode();
  }

  @Override
  public String toString() {
    return size() + " products";
  }
}
