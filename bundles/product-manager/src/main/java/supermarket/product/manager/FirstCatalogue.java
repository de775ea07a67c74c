package supermarket.product.manager;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Product;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.catalogue.ChangeFaults;
import supermarket.product.manager.catalogue.ListedPrices;
import supermarket.product.manager.catalogue.Products;

/** What of a file can be in force when there was no catalogue before. */
final class FirstCatalogue {

  private FirstCatalogue() {}

  /**
   * Returns the same without products that the chain would refuse: they are edits of the author.
   */
  static Agreed of(Agreed all) {
    Map<String, Product> right = new TreeMap<>();
    for (Product product : all.products().sorted()) {
      if (ListedPrices.flaw(product, all.stores()).isEmpty()) {
        right.put(product.code(), product);
      }
    }
    Map<String, String> faults;
    do {
      faults = ChangeFaults.of(Products.NONE, new CatalogueChange(all.currency(), right, Set.of()));
      right.keySet().removeAll(faults.keySet());
    } while (!faults.isEmpty());
    return right.size() == all.products().size()
        ? all
        : new Agreed(all.currency(), all.stores(), all.promotions(), Products.of(right));
  }
}
