package supermarket.product.manager;

import java.util.Collection;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.promotion.Promotion;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.catalogue.Judge;
import supermarket.product.manager.catalogue.ListedPrices;
import supermarket.product.manager.catalogue.Products;
import supermarket.product.manager.promotion.DealRequest;

/** Judges what the author of the files wants as a change by command would be judged. */
record EditJudge(
    BiFunction<Product, Stores, Offer> offers, Function<Agreed, Judge.OfPromotions> deals)
    implements Judge {

  @Override
  public Offer offer(Product entry, Stores stores) {
    return offers.apply(entry, stores);
  }

  @Override
  public Optional<String> flaw(Product entry, Stores stores) {
    return ListedPrices.flaw(entry, stores);
  }

  @Override
  public OfPromotions promotions(Agreed later) {
    return deals.apply(later);
  }

  @Override
  public Collection<String> names(Promotion promotion) {
    return DealRequest.names(promotion);
  }

  @Override
  public Optional<String> objection(Products products, Stores before, Stores after) {
    return ListedPrices.objection(products, before, after);
  }
}
