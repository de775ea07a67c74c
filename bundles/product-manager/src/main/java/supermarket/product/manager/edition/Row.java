package supermarket.product.manager.edition;

import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;

/**
 * A product in an edition.
 *
 * @param product by the entry that is in force
 * @param offer what there is for the users who are in no share
 */
public record Row(Product product, Offer offer) {

  /**
   * Returns whether this is another row of the same. An offer has a rule, whose {@code equals} is
   * foreign code: so no offers are compared but by identity.
   */
  @SuppressWarnings("ReferenceEquality")
  boolean isSame(Row other) {
    return offer == other.offer && product.equals(other.product);
  }

  /** Returns whether it can be priced. */
  public boolean isPriced() {
    return offer instanceof Offer.Available;
  }
}
