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

  /** Returns whether it can be priced. */
  public boolean isPriced() {
    return offer instanceof Offer.Available;
  }
}
