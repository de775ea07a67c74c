package supermarket.product.manager.catalogue;

import java.util.HashMap;
import java.util.Map;
import supermarket.basket.api.catalogue.PriceOverride;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductTerms;

/**
 * Lets products with equal terms, or equal prices for lists and times, have the same ones, which
 * saves memory.
 *
 * <p>Thread safety: none; for one reading.
 */
final class SharedTerms {

  private final Map<ProductTerms, ProductTerms> terms = new HashMap<>();

  private final Map<String, String> texts = new HashMap<>();

  private final Map<PriceOverride, PriceOverride> prices = new HashMap<>();

  /** Returns a product, with terms, VAT class and deposit that another one may have too. */
  Product shared(Product product) {
    ProductTerms first = terms.putIfAbsent(product.terms(), product.terms());
    Product with = first == null ? product : product.with(first);
    if (!product.overrides().isEmpty()) {
      with = with.with(product.overrides().sharing(this::shared));
    }
    boolean isPlain = product.vatClass().isEmpty() && product.deposit().isEmpty();
    return isPlain ? with : with.with(shared(product.vatClass()), shared(product.deposit()));
  }

  private PriceOverride shared(PriceOverride price) {
    return prices.computeIfAbsent(price, first -> first);
  }

  private String shared(String text) {
    return texts.computeIfAbsent(text, first -> first);
  }
}
