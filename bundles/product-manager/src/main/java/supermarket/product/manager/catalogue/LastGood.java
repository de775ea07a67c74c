package supermarket.product.manager.catalogue;

import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Product;

/**
 * The last good entry of each product: the last one that the product could be priced with. It stays
 * until the product has a better one, or is not in the catalogue's file any more.
 *
 * <p>Thread safety: none; for the assortment's monitor.
 */
public final class LastGood {

  private final SortedMap<String, Product> entries = new TreeMap<>();
  private boolean changed;

  public LastGood(Collection<Product> kept) {
    kept.forEach(product -> entries.put(product.code(), product));
  }

  /** The last good entry of a product; null if it never had one. */
  public @Nullable Product of(String code) {
    return entries.get(code);
  }

  /** The products that there are: those of the file, and those whose entry there is wrong. */
  public Set<String> codes(CatalogueText text) {
    SortedSet<String> codes = new TreeSet<>(text.products().keySet());
    for (String code : entries.keySet()) {
      if (!text.isComplete() || text.rejected().containsKey(code)) {
        codes.add(code);
      }
    }
    return codes;
  }

  /** This entry can be priced with. */
  public void learn(Product product) {
    if (!product.equals(entries.put(product.code(), product))) {
      changed = true;
    }
  }

  /** Forgets the products that are gone. */
  public void retain(Set<String> codes) {
    changed |= entries.keySet().retainAll(codes);
  }

  public Collection<Product> all() {
    return entries.values();
  }

  /** Whether it is not what was kept last. */
  boolean isChanged() {
    return changed;
  }

  void kept() {
    changed = false;
  }
}
