package supermarket.basket.api.catalogue;

import java.util.Locale;

/**
 * Which products somebody wants to see, in the order of their codes.
 *
 * @param prefix what their codes begin with; empty for any
 * @param text what is in their codes or names, in upper or lower case; empty for any
 * @param after the code after which they begin; empty for the first
 * @param most how many at most, at least 1
 */
public record ProductQuery(String prefix, String text, String after, int most) {

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public ProductQuery {
    if (most < 1) {
      throw new IllegalArgumentException(most + " products");
    }
    text = text.toLowerCase(Locale.ROOT);
  }

  /** Returns one for products whose codes begin with something. */
  public static ProductQuery beginning(String prefix, int most) {
    return new ProductQuery(prefix, "", "", most);
  }

  /** Returns whether a product is meant, wherever the page begins. */
  public boolean matches(Product product) {
    return product.code().startsWith(prefix)
        && (text.isEmpty()
            || product.code().toLowerCase(Locale.ROOT).contains(text)
            || product.name().toLowerCase(Locale.ROOT).contains(text)
            || product.scanCodes().gtinsText().contains(text));
  }
}
