package supermarket.product.manager;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.joda.money.CurrencyUnit;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.PromotionFields;
import supermarket.basket.api.promotion.Promotions;
import supermarket.product.manager.catalogue.Agreed;

/** Changes of what stands beside the products. */
record SideChanges(Assortment assortment) {

  /** Returns the change that makes others of the present stores. */
  CatalogueChange stores(UnaryOperator<Stores> change) {
    return change("stores", change, Agreed::stores, CatalogueChange::of);
  }

  /** Returns the change that makes others of the present promotions. */
  CatalogueChange promotions(UnaryOperator<Promotions> change) {
    return change(
        "promotions",
        present -> writable(change.apply(present)),
        Agreed::promotions,
        CatalogueChange::of);
  }

  /** A revision with others could be put on the shelf, but nobody could read it. */
  private static Promotions writable(Promotions promotions) {
    promotions
        .byId()
        .forEach(
            (id, each) -> {
              Promotion read =
                  PromotionFields.promotion(PromotionFields.of(each), each.parameters());
              if (!read.equals(each) || !read.id().equals(id)) {
                throw new IllegalArgumentException("promotion " + id + " cannot be written");
              }
            });
    return promotions;
  }

  private <T> CatalogueChange change(
      String what,
      UnaryOperator<T> change,
      Function<Agreed, T> part,
      BiFunction<CurrencyUnit, T, CatalogueChange> with) {
    synchronized (assortment) {
      Agreed agreed = assortment.agreed();
      if (agreed.products().isEmpty()) {
        throw new IllegalArgumentException("there is no catalogue yet that could have " + what);
      }
      T after = change.apply(part.apply(agreed));
      if (after.equals(part.apply(agreed))) {
        throw new IllegalArgumentException("nothing of it differs from what is in force");
      }
      return with.apply(agreed.currency(), after);
    }
  }
}
