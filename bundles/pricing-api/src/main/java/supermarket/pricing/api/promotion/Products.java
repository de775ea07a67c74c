package supermarket.pricing.api.promotion;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * A part of the catalogue's products.
 *
 * @param name as the catalogue names it: a set, a product, or {@link #ALL}
 * @param codes the products' codes; empty for all products
 */
public record Products(String name, Set<String> codes) {

  /** The name of all products. */
  public static final String ALL = "all";

  /** All products that take part in promotions. */
  public static final Products EVERY = new Products(ALL, Set.of());

  /**
   * Takes an unmodifiable copy of the codes, sorted.
   *
   * @throws IllegalArgumentException if there is none, although not all products are meant
   */
  public Products {
    codes = Collections.unmodifiableSet(new LinkedHashSet<>(new TreeSet<>(codes)));
    if (codes.isEmpty() != name.equals(ALL)) {
      throw new IllegalArgumentException("'" + name + "' with " + codes.size() + " products");
    }
  }

  /** Returns whether all products are meant. */
  public boolean isEvery() {
    return codes.isEmpty();
  }

  /** Returns whether a product is one of them. */
  public boolean contains(String product) {
    return isEvery() || codes.contains(product);
  }
}
