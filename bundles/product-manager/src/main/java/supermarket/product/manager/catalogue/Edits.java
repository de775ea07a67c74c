package supermarket.product.manager.catalogue;

import java.util.Map;
import java.util.Optional;
import supermarket.basket.api.catalogue.CatalogueChange;

/**
 * What the author wants.
 *
 * @param change what the chain is to be asked for
 * @param isOtherCurrency whether empty baskets are to have another currency
 * @param faults why other entries are not in force, by code
 * @param promotionFaults why promotions of their file are not in force, by id
 * @param storesFault why the stores of their file are not in force; empty if they are, or are asked
 *     for
 */
public record Edits(
    CatalogueChange change,
    boolean isOtherCurrency,
    Map<String, String> faults,
    Map<String, String> promotionFaults,
    Optional<String> storesFault) {

  /** Whether the chain is to be asked for anything. */
  public boolean isAny() {
    return isOtherCurrency || change.isAny();
  }
}
