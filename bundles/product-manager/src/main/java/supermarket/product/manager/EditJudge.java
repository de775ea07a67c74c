package supermarket.product.manager;

import java.util.Optional;
import java.util.function.BiFunction;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;
import supermarket.product.manager.catalogue.Judge;
import supermarket.product.manager.catalogue.ListedPrices;
import supermarket.product.manager.catalogue.Products;

/** Judges what the author of the files wants as a change by command would be judged. */
record EditJudge(BiFunction<Product, Stores, Offer> offers) implements Judge {

  @Override
  public Offer offer(Product entry, Stores stores) {
    return offers.apply(entry, stores);
  }

  @Override
  public Optional<String> flaw(Product entry, Stores stores) {
    return ListedPrices.flaw(entry, stores);
  }

  @Override
  public Optional<String> objection(Products products, Stores before, Stores after) {
    return ListedPrices.objection(products, before, after);
  }
}
