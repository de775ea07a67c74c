package supermarket.product.manager.catalogue;

import java.util.HashMap;
import java.util.Map;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductTerms;

/**
 * Lets products with equal terms have the same ones, which saves memory.
 *
 * <p>Thread safety: none; for one reading.
 */
final class SharedTerms {

  private final Map<ProductTerms, ProductTerms> terms = new HashMap<>();

  /** Returns a product, with terms that another one may have too. */
  Product shared(Product product) {
    ProductTerms first = terms.putIfAbsent(product.terms(), product.terms());
    return first == null ? product : product.with(first);
  }
}
