package supermarket.deployer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Catalogue.ProductStatus;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Product;
import supermarket.library.text.Printable;

/** A change of the catalogue in words, for the record. */
final class ChangeNotes {

  private static final int SHOWN = 5;

  private ChangeNotes() {}

  /**
   * Returns how many products change, and some of them.
   *
   * @param catalogue what is in force before
   */
  static List<String> of(CatalogueChange change, Catalogue catalogue) {
    List<String> some = new ArrayList<>();
    int fresh = 0;
    for (Map.Entry<String, Product> entry : change.entries().entrySet()) {
      Optional<Product> before = catalogue.product(entry.getKey()).map(ProductStatus::product);
      fresh += before.isEmpty() ? 1 : 0;
      some(some, entry.getKey(), before.orElse(null), entry.getValue());
    }
    for (String code : change.gone()) {
      some(some, code, catalogue.product(code).map(ProductStatus::product).orElse(null), null);
    }
    if (change.size() == 1) {
      return some;
    }
    List<String> notes = new ArrayList<>();
    notes.add(
        "%d new, %d changed, %d gone"
            .formatted(fresh, change.entries().size() - fresh, change.gone().size()));
    notes.addAll(some);
    if (change.size() > SHOWN) {
      notes.add("and " + (change.size() - SHOWN) + " more");
    }
    return notes;
  }

  private static void some(
      List<String> some, String code, @Nullable Product before, @Nullable Product after) {
    if (some.size() < SHOWN) {
      some.add(
          Printable.of(code, 64)
              + ": "
              + Stream.of(terms(before), terms(after))
                  .reduce((one, other) -> one + " -> " + other)
                  .orElseThrow());
    }
  }

  private static String terms(@Nullable Product product) {
    if (product == null) {
      return "none";
    }
    String parameters = product.parameters().isEmpty() ? "" : " " + product.parameters();
    return Printable.of(product.unitPrice() + " by " + product.strategy() + parameters, 200);
  }
}
