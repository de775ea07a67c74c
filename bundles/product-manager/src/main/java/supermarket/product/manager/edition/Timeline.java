package supermarket.product.manager.edition;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.ProductTerms;

/**
 * What there is for a product in one price list.
 *
 * @param from when the others hold, in their order
 * @param terms one more: the first hold before
 * @param offers what there is for each of the terms
 */
record Timeline(List<LocalDateTime> from, List<ProductTerms> terms, List<Offer> offers) {

  Offer at(Supplier<LocalDateTime> time) {
    return from.isEmpty() ? offers.getFirst() : offers.get(index(time.get()));
  }

  ProductTerms termsAt(Supplier<LocalDateTime> time) {
    return from.isEmpty() ? terms.getFirst() : terms.get(index(time.get()));
  }

  private int index(LocalDateTime time) {
    int found = Collections.binarySearch(from, time);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Whether another one has the same offers: by identity, {@code equals} of rules is foreign. */
  @SuppressWarnings("ReferenceEquality")
  boolean isSame(Timeline other) {
    if (this == other) {
      return true;
    }
    if (!from.equals(other.from)) {
      return false;
    }
    for (int i = 0; i < offers.size(); i++) {
      if (offers.get(i) != other.offers.get(i)) {
        return false;
      }
    }
    return true;
  }
}
