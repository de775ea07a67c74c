package supermarket.product.manager.catalogue;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.promotion.Promotions;

/**
 * Finds out what the author of the files wants changed. An entry that is wrong is left out: a slip
 * in one concerns no other.
 *
 * <p>Thread safety: none; for one look, under the assortment's monitor.
 */
final class Editing {

  private final Written written;
  private final Agreed agreed;
  private final Judge judge;
  private final Map<String, Product> wanted = new TreeMap<>();
  private final Set<String> gone = new TreeSet<>();
  private final Map<String, String> faults = new TreeMap<>();

  /**
   * Of what was read.
   *
   * @param agreed the catalogue that is in force
   */
  Editing(Written written, Agreed agreed, Judge judge) {
    this.written = written;
    this.agreed = agreed;
    this.judge = judge;
  }

  /** Returns what he wants. Stores that cannot come hold back no product. */
  Edits edits() {
    Stores stores = written.stores().other(agreed);
    Promotions promotions = written.promotions().other(agreed);
    find(Objects.requireNonNullElse(stores, agreed.stores()));
    Optional<String> objection = Optional.empty();
    if (stores != null) {
      objection = judge.objection(agreed.products().after(change()), agreed.stores(), stores);
    }
    if (objection.isPresent()) {
      stores = null;
      find(agreed.stores());
    }
    Map<String, String> promotionFaults = Map.of();
    if (promotions != null) {
      EditedPromotions edited = new EditedPromotions(agreed, judge, later(stores));
      promotions = edited.judged(promotions);
      promotionFaults = edited.faults();
    }
    CurrencyUnit with = written.currency(agreed);
    return new Edits(
        new CatalogueChange(with, stores, promotions, wanted, gone),
        !with.equals(agreed.currency()),
        faults,
        promotionFaults,
        objection);
  }

  private Function<Promotions, Agreed> later(@Nullable Stores stores) {
    return promotions ->
        agreed.after(new CatalogueChange(agreed.currency(), stores, promotions, wanted, gone));
  }

  private CatalogueChange change() {
    return new CatalogueChange(agreed.currency(), wanted, gone);
  }

  private void find(Stores stores) {
    wanted.clear();
    gone.clear();
    faults.clear();
    faults.putAll(written.text().rejected());
    for (Product product : written.edited()) {
      Optional<String> flaw = Codes.flaw(product).or(() -> judge.flaw(product, stores));
      if (flaw.isPresent()) {
        faults.put(product.code(), flaw.get());
      } else {
        take(product, judge.offer(product, stores));
      }
    }
    gone.addAll(written.deleted());
    leaveOutFaults();
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
      Map<String, String> found = ChangeFaults.of(agreed.products(), change());
      faults.putAll(found);
      isLess = wanted.keySet().removeAll(found.keySet());
      isLess |= gone.removeAll(found.keySet());
    } while (isLess);
  }
}
