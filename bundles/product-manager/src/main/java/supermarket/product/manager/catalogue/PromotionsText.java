package supermarket.product.manager.catalogue;

import java.util.Map;
import supermarket.basket.api.promotion.Promotions;

/**
 * Promotions as they are written.
 *
 * @param right those that are written rightly
 * @param faults why one is not, by id, with the line; by {@code promotion at line 7} if it has none
 */
public record PromotionsText(Promotions right, Map<String, String> faults) {

  /** Takes an unmodifiable copy. */
  public PromotionsText {
    faults = Map.copyOf(faults);
  }
}
