package supermarket.product.manager;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductEntry;
import supermarket.library.files.FileTrouble;
import supermarket.library.text.Printable;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.catalogue.Codes;
import supermarket.product.manager.catalogue.Import;
import supermarket.product.manager.catalogue.LastChanges;

/**
 * Products that come and go, one by one or by a file.
 *
 * <p>Thread safety: any thread; a file is read without a lock.
 */
final class ProductChanges {

  /** Of fewer products each change is a large share. */
  private static final int FEW = 20;

  private static final int LONGEST = 64;
  private static final int LONGEST_PATH = 200;

  private final Assortment assortment;

  /** So many percent of the products may change or go at once. */
  private final int share;

  ProductChanges(Assortment assortment, int share) {
    this.assortment = assortment;
    this.share = share;
  }

  CatalogueChange add(ProductEntry entry) {
    Agreed agreed = agreed();
    Product product = LastChanges.typed(entry, agreed.currency());
    if (agreed.products().has(product.code())) {
      throw new IllegalArgumentException(
          "there is a product '"
              + Printable.of(product.code(), LONGEST)
              + "' already; product:price and product:strategy change it");
    }
    CatalogueChange change = CatalogueChange.of(agreed.currency(), product);
    refuseUnknownStrategies(change);
    return change;
  }

  CatalogueChange change(ProductEntry entry, boolean force) {
    Agreed agreed = agreed();
    Product before = product(agreed, entry.code());
    Product after = LastChanges.changed(entry, before, force);
    if (after.equals(before)) {
      throw new IllegalArgumentException("nothing of it differs from what is in force");
    }
    CatalogueChange change = CatalogueChange.of(agreed.currency(), after);
    if (!after.strategy().equals(before.strategy())) {
      refuseUnknownStrategies(change);
    }
    return change;
  }

  private static Product product(Agreed agreed, String code) {
    Product product = agreed.products().get(code);
    if (product == null) {
      throw new IllegalArgumentException(
          "the catalogue has no product '" + Printable.of(code, LONGEST) + "'");
    }
    return product;
  }

  CatalogueChange remove(String code) {
    Agreed agreed = agreed();
    product(agreed, code);
    refuseNothingLeft(agreed, 0, 1);
    return CatalogueChange.without(agreed.currency(), code);
  }

  CatalogueChange read(Path file, boolean isComplete, PriceScope scope, boolean force) {
    Agreed agreed = agreed();
    CatalogueChange change;
    try {
      change = Import.read(file, agreed, isComplete, scope);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          Printable.of(file.toString(), LONGEST_PATH) + " " + FileTrouble.words(file, e), e);
    }
    refuseUnknownStrategies(change);
    long fresh =
        change.entries().keySet().stream().filter(code -> !agreed.products().has(code)).count();
    refuseNothingLeft(agreed, fresh, change.gone().size());
    refuseMuch(agreed, change.size() - fresh, force);
    return change;
  }

  private Agreed agreed() {
    synchronized (assortment) {
      return assortment.agreed();
    }
  }

  private void refuseUnknownStrategies(CatalogueChange change) {
    Set<String> names = new LinkedHashSet<>();
    change.entries().values().forEach(product -> names.addAll(product.strategies()));
    synchronized (assortment) {
      for (String name : names) {
        if (!Codes.isStrategyName(name)) {
          throw new IllegalArgumentException(
              "'" + Printable.of(name, LONGEST) + "' is no name of a strategy");
        }
        if (assortment.strategies().named(name).isEmpty()) {
          throw new IllegalArgumentException(assortment.strategies().unknown(name));
        }
      }
    }
  }

  private static void refuseNothingLeft(Agreed agreed, long more, long gone) {
    if (agreed.products().size() + more - gone <= 0) {
      throw new IllegalArgumentException("no product would be left");
    }
  }

  private void refuseMuch(Agreed agreed, long others, boolean force) {
    int all = agreed.products().size();
    if (!force && all >= FEW && others * 100 > (long) share * all) {
      throw new IllegalArgumentException(
          "%d of %d products would change or go, which is more than %d %% (import.share); if that is"
                  .formatted(others, all, share)
              + " meant, say --force");
    }
  }
}
