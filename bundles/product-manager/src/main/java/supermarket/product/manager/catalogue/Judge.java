package supermarket.product.manager.catalogue;

import java.util.Collection;
import java.util.Optional;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.promotion.Promotion;

/** Says what could come into force, and what could not. */
public interface Judge {

  /** Returns what there would be for an entry, with these stores. */
  Offer offer(Product entry, Stores stores);

  /** Returns why an entry cannot be there, with these stores; empty if it can. */
  Optional<String> flaw(Product entry, Stores stores);

  /** Returns who judges promotions in a catalogue. */
  OfPromotions promotions(Agreed later);

  /** Returns what may be names of sets or products in a promotion. */
  Collection<String> names(Promotion promotion);

  /** Returns why the stores cannot become others, with these products; empty if they can. */
  Optional<String> objection(Products products, Stores before, Stores after);

  /** Judges promotions. */
  @FunctionalInterface
  interface OfPromotions {

    /**
     * Returns why a promotion cannot be in force; empty if it can; an empty text if that is not
     * known yet.
     */
    Optional<String> flaw(Promotion promotion);
  }
}
