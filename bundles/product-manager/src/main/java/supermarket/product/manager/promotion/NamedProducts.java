package supermarket.product.manager.promotion;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import supermarket.pricing.api.promotion.Products;
import supermarket.product.manager.catalogue.ContentId;

/**
 * The products that a promotion names. They are compared by a digest: there may be a hundred
 * thousand, of thousands of promotions.
 *
 * @param digest of their name and codes
 */
record NamedProducts(Products products, ContentId digest) {

  /** Returns them with their digest. */
  static NamedProducts of(Products products) {
    String text = products.name() + '\n' + String.join("\n", products.codes());
    return new NamedProducts(products, ContentId.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NamedProducts that && digest.equals(that.digest);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }
}
