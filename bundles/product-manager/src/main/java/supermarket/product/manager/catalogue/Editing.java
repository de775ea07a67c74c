package supermarket.product.manager.catalogue;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;

/**
 * Finds out what the author of the files wants changed. An entry that is wrong is left out: a slip
 * in one concerns no other.
 *
 * <p>Thread safety: none; for one look, under the assortment's monitor.
 */
final class Editing {

  private final Written written;
  private final Agreed agreed;
  private final Map<String, Product> wanted = new TreeMap<>();
  private final Set<String> gone = new TreeSet<>();
  private final Map<String, String> faults;

  /** The stores that he wants; null if he leaves them as they are. */
  private final @Nullable Stores otherStores;

  /**
   * Of what was read.
   *
   * @param agreed the catalogue that is in force
   */
  Editing(Written written, Agreed agreed) {
    this.written = written;
    this.agreed = agreed;
    this.faults = new TreeMap<>(written.text().rejected());
    this.otherStores = written.otherStores(agreed);
  }

  /**
   * Returns what he wants.
   *
   * @param offers what there would be for an entry, with these stores
   * @param flaws why an entry cannot be there, with these stores; empty if it can
   */
  Written.Edits edits(
      BiFunction<Product, Stores, Offer> offers,
      BiFunction<Product, Stores, Optional<String>> flaws) {
    Stores stores = Objects.requireNonNullElse(otherStores, agreed.stores());
    for (Product product : written.others()) {
      if (!written.line().has(product)) {
        Optional<String> flaw = Codes.flaw(product).or(() -> flaws.apply(product, stores));
        if (flaw.isPresent()) {
          faults.put(product.code(), flaw.get());
        } else {
          take(product, offers.apply(product, stores));
        }
      }
    }
    gone.addAll(written.deleted());
    leaveOutFaults();
    CurrencyUnit with = written.currency(agreed);
    return new Written.Edits(
        new CatalogueChange(with, otherStores, wanted, gone),
        !with.equals(agreed.currency()),
        faults);
  }

  private void take(Product product, Offer offer) {
    if (!agreed.products().has(product.code()) || offer instanceof Offer.Available) {
      wanted.put(product.code(), product);
    } else if (offer instanceof Offer.Unavailable(String why)) {
      faults.put(product.code(), why);
    }
  }

  /** What is left out may make something else wrong. */
  private void leaveOutFaults() {
    boolean isLess;
    do {
      Map<String, String> found =
          ChangeFaults.of(
              agreed.products(), new CatalogueChange(agreed.currency(), null, wanted, gone));
      faults.putAll(found);
      isLess = wanted.keySet().removeAll(found.keySet());
      isLess |= gone.removeAll(found.keySet());
    } while (isLess);
  }
}
