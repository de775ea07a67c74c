package supermarket.deployer;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Catalogue.ProductStatus;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.PriceOverrides;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;
import supermarket.library.text.Printable;

/** A change of the catalogue in words, for the record. */
final class ChangeNotes {

  private static final int SHOWN = 10;

  /** The largest jump of a price first. */
  private static final Comparator<Difference> LARGEST =
      Comparator.comparing(Difference::jump).reversed().thenComparing(Difference::code);

  private ChangeNotes() {}

  /**
   * A product that comes, goes or changes.
   *
   * @param jump by which factor its price goes up or down; 1 if it does not
   */
  private record Difference(
      String code, @Nullable Product before, @Nullable Product after, BigDecimal jump) {

    static Difference of(String code, @Nullable Product before, @Nullable Product after) {
      return new Difference(code, before, after, factor(before, after));
    }

    /** Another measure is the most. */
    private static BigDecimal factor(@Nullable Product before, @Nullable Product after) {
      if (before != null && after != null && before.soldBy() != after.soldBy()) {
        return BigDecimal.valueOf(Long.MAX_VALUE);
      }
      if (before == null
          || after == null
          || before.unitPrice().isZero()
          || after.unitPrice().isZero()
          || !before.unitPrice().getCurrencyUnit().equals(after.unitPrice().getCurrencyUnit())) {
        return BigDecimal.ONE;
      }
      BigDecimal factor =
          after
              .unitPrice()
              .getAmount()
              .divide(before.unitPrice().getAmount(), MathContext.DECIMAL32);
      return factor.compareTo(BigDecimal.ONE) >= 0
          ? factor
          : BigDecimal.ONE.divide(factor, MathContext.DECIMAL32);
    }

    private List<String> differences() {
      List<String> differences = new ArrayList<>();
      PriceOverrides none = PriceOverrides.NONE;
      List<String> listed =
          (before == null ? none : before.overrides())
              .differences(after == null ? none : after.overrides());
      if (listed.isEmpty() || !terms(before).equals(terms(after))) {
        differences.add(terms(before) + " -> " + terms(after));
      }
      listed.stream().limit(SHOWN).map(each -> Printable.of(each, 200)).forEach(differences::add);
      if (listed.size() > SHOWN) {
        differences.add("and " + (listed.size() - SHOWN) + " more");
      }
      return differences;
    }

    @Override
    public String toString() {
      return Printable.of(code, 64) + ": " + String.join(", ", differences());
    }
  }

  /**
   * Returns how many products change, and those whose prices change most.
   *
   * @param catalogue what is in force before
   */
  static List<String> of(CatalogueChange change, Catalogue catalogue) {
    PriorityQueue<Difference> largest = new PriorityQueue<>(LARGEST.reversed());
    int fresh = 0;
    for (String code : change.codes()) {
      Optional<Product> before = catalogue.product(code).map(ProductStatus::product);
      Product after = change.entries().get(code);
      fresh += before.isEmpty() && after != null ? 1 : 0;
      largest.add(Difference.of(code, before.orElse(null), after));
      if (largest.size() > SHOWN) {
        largest.remove();
      }
    }
    List<String> some = largest.stream().sorted(LARGEST).map(Difference::toString).toList();
    List<String> notes = new ArrayList<>(StoreNotes.of(catalogue.stores(), change.stores()));
    notes.addAll(PromotionNotes.of(catalogue.promotions(), change.promotions()));
    Stores after = Objects.requireNonNullElse(change.stores(), catalogue.stores());
    notes.addAll(PromotionSlips.of(catalogue, after, change.promotions()));
    if (change.size() == 1 || (change.size() == 0 && !notes.isEmpty())) {
      notes.addAll(some);
      return notes;
    }
    notes.add(
        "%d new, %d changed, %d gone"
            .formatted(fresh, change.entries().size() - fresh, change.gone().size()));
    notes.addAll(some);
    if (change.size() > SHOWN) {
      notes.add("and " + (change.size() - SHOWN) + " more");
    }
    return notes;
  }

  private static String terms(@Nullable Product product) {
    if (product == null) {
      return "none";
    }
    String parameters = product.parameters().isEmpty() ? "" : " " + product.parameters();
    String vat = product.vatClass().isEmpty() ? "" : ", VAT " + product.vatClass();
    String deposit = product.deposit().isEmpty() ? "" : ", deposit " + product.deposit();
    String scanned = product.scanCodes().isEmpty() ? "" : ", " + product.scanCodes().words();
    String price = product.unitPrice() + product.soldBy().per();
    return Printable.of(
        price + " by " + product.strategy() + parameters + vat + deposit + scanned, 200);
  }
}
