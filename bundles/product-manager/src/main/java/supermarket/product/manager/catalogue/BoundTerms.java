package supermarket.product.manager.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductTerms;

/**
 * The terms that products have, by the strategy that they are bound to. Hundreds of thousands of
 * products have some thousand terms, and what is said of terms holds for all products that have
 * them: so a strategy that comes is asked for as many rules as there are, and no product is looked
 * at.
 *
 * <p>Thread safety: none; for the assortment's monitor.
 */
public final class BoundTerms {

  private final Map<String, Map<ProductTerms, Use>> byStrategy = new HashMap<>();

  /** Whether the product of some use does not have its terms any more. */
  private boolean isStale;

  private static final class Use {
    private int count;

    /**
     * The code of a product that has the terms; null if the one that was known has them no more.
     */
    private @Nullable String product;
  }

  /**
   * Products have come, or changed, or gone.
   *
   * @param codes which
   */
  public void change(Collection<String> codes, Products before, Products after) {
    codes.forEach(code -> change(before.get(code), after.get(code)));
  }

  private void change(@Nullable Product before, @Nullable Product after) {
    if (after != null) {
      after.allTerms().forEach(terms -> comes(after.code(), terms));
    }
    if (before != null) {
      before.allTerms().forEach(terms -> goes(before, terms, after));
    }
  }

  private void comes(String code, ProductTerms terms) {
    Use use =
        byStrategy
            .computeIfAbsent(terms.strategy(), name -> new HashMap<>())
            .computeIfAbsent(terms, same -> new Use());
    use.count++;
    if (use.product == null) {
      use.product = code;
    }
  }

  private void goes(Product product, ProductTerms terms, @Nullable Product after) {
    Map<ProductTerms, Use> ofStrategy = byStrategy.getOrDefault(terms.strategy(), Map.of());
    Use use = ofStrategy.get(terms);
    if (use == null) {
      throw new IllegalStateException("terms that nobody had: " + terms);
    }
    use.count--;
    if (use.count == 0) {
      ofStrategy.remove(terms);
      if (ofStrategy.isEmpty()) {
        byStrategy.remove(terms.strategy());
      }
    } else if (product.code().equals(use.product)
        && (after == null || !after.allTerms().contains(terms))) {
      use.product = null;
      isStale = true;
    }
  }

  /** Returns the strategies that products are bound to. */
  public Set<String> strategies() {
    return byStrategy.keySet();
  }

  /** Returns the terms of a strategy. */
  public Set<ProductTerms> of(String strategy) {
    return byStrategy.getOrDefault(strategy, Map.of()).keySet();
  }

  /** Returns a product that has terms; empty if there is none. */
  public String product(ProductTerms terms, Products products) {
    refresh(products);
    Use use = byStrategy.getOrDefault(terms.strategy(), Map.of()).get(terms);
    return use == null || use.product == null ? "" : use.product;
  }

  /** Returns whether a product has these terms. */
  public boolean has(ProductTerms terms) {
    return of(terms.strategy()).contains(terms);
  }

  /**
   * Returns a product for each of the terms of a strategy, with these terms as its own.
   *
   * @param products all products
   */
  public List<Product> samples(String strategy, Products products) {
    refresh(products);
    List<Product> samples = new ArrayList<>();
    byStrategy
        .getOrDefault(strategy, Map.of())
        .forEach(
            (terms, use) -> {
              Product product = use.product == null ? null : products.get(use.product);
              if (product != null) {
                samples.add(new Product(product.code(), product.name(), terms));
              }
            });
    return samples;
  }

  private void refresh(Products products) {
    if (!isStale) {
      return;
    }
    for (Product product : products) {
      for (ProductTerms terms : product.allTerms()) {
        Use use = byStrategy.getOrDefault(terms.strategy(), Map.of()).get(terms);
        if (use != null && use.product == null) {
          use.product = product.code();
        }
      }
    }
    isStale = false;
  }
}
