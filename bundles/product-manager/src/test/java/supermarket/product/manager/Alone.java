package supermarket.product.manager;

import java.util.List;
import java.util.Map;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.catalogue.Catalogue.ProductStatus;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.PriceScope;

/** What the deployer of a node does with the catalogue, if there is no other node to be asked. */
final class Alone {

  private Alone() {}

  static ProductStatus price(
      ProductManager manager,
      String code,
      String amount,
      Map<String, String> parameters,
      boolean force) {
    make(manager, manager.chain().price(code, amount, parameters, PriceScope.OWN, force), true);
    return manager.catalogue().product(code).orElseThrow();
  }

  static ProductStatus strategy(
      ProductManager manager, String code, String strategy, Map<String, String> parameters) {
    make(manager, manager.chain().strategy(code, strategy, parameters), true);
    return manager.catalogue().product(code).orElseThrow();
  }

  static void undo(ProductManager manager, String code) {
    make(manager, manager.chain().undo(code), true);
  }

  /** Does what the author of the file wants, and lets the file follow. */
  static void feed(ProductManager manager) {
    manager.chain().edited().ifPresent(change -> make(manager, change, false));
    manager.look();
  }

  static void make(ProductManager manager, CatalogueChange change, boolean isStrict) {
    List<String> reasons = manager.chain().rehearse(change, isStrict);
    if (!reasons.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", reasons));
    }
    manager.stage().agree(RevisionId.NONE);
    manager.chain().make(change, RevisionId.NONE);
  }
}
