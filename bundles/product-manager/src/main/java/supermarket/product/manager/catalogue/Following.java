package supermarket.product.manager.catalogue;

import java.util.Map;
import supermarket.basket.api.catalogue.Product;

/**
 * What the catalogue's file lacks.
 *
 * @param other the entries that are others now, by code
 * @param isWhole whether products came or went, so that it is to be written as a whole
 */
public record Following(Map<String, Product> other, boolean isWhole) {

  /** Whether it lacks anything. */
  public boolean isAny() {
    return isWhole || !other.isEmpty();
  }
}
