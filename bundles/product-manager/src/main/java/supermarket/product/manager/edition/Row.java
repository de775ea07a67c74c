package supermarket.product.manager.edition;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductTerms;

/**
 * A product in an edition.
 *
 * @param product by the entry that is in force
 * @param offer what there is for its own terms, for the users who are in no share
 * @param variants what there is in price lists and for times
 */
public record Row(Product product, Offer offer, Variants variants) {

  /**
   * Returns whether this is another row of the same. An offer has a rule, whose {@code equals} is
   * foreign code: so no offers are compared but by identity.
   */
  @SuppressWarnings("ReferenceEquality")
  boolean isSame(Row other) {
    return offer == other.offer && product.equals(other.product) && variants.isSame(other.variants);
  }

  /** Returns whether it can be priced by its own terms. */
  public boolean isPriced() {
    return offer instanceof Offer.Available;
  }

  /** Returns what there is in a price list, at a time on the clock of a store. */
  Offer offer(String list, Supplier<LocalDateTime> time) {
    return variants.at(list, time, offer);
  }

  /** Returns the terms that hold in a price list, at a time on the clock of a store. */
  ProductTerms terms(String list, Supplier<LocalDateTime> time) {
    return variants.termsAt(list, time, product.terms());
  }

  /** Returns when something else may hold in a price list than before, in order. */
  List<LocalDateTime> times(String list) {
    return variants.times(list);
  }

  /** Tells of all terms that it has in some list at some time, and what there is for them. */
  public void forEachOffer(BiConsumer<Offer, ProductTerms> each) {
    each.accept(offer, product.terms());
    variants.forEachOffer(each);
  }

  /** Returns why it cannot be priced, somewhere or some time; empty if it can. */
  public Optional<String> flaw() {
    return offer instanceof Offer.Unavailable(String why)
        ? Optional.of(why)
        : Optional.ofNullable(variants.flaw());
  }
}
