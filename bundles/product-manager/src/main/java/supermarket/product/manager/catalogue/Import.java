package supermarket.product.manager.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.PriceOverride;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.Product;
import supermarket.library.files.RegularFile;
import supermarket.library.text.Printable;

/**
 * What a file of products asks for. If anything in it is wrong it asks for nothing.
 *
 * <p>Thread safety: none; for one reading.
 */
public final class Import {

  /** A larger file is refused: reading it could take the memory that baskets need. */
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  /** Of more products not even the codes are kept. */
  private static final int MOST_PRODUCTS = 1_000_000;

  /** Reasons beyond these would not be read. */
  private static final int MOST_FAULTS = 20;

  private final Agreed agreed;
  private final SharedTerms terms = new SharedTerms();

  /** In which line each product stands, by code and by the list and time that the line is of. */
  private final Map<String, Long> seen = new HashMap<>();

  private final Set<String> codes = new HashSet<>();
  private final PriceScope scope;

  private final Map<String, Product> entries = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private int more;

  private Import(Agreed agreed, PriceScope scope) {
    this.agreed = agreed;
    this.scope = scope;
  }

  /**
   * Reads a file.
   *
   * @param file its name ends in {@code .csv}, {@code .jsonl}, or {@code .json} if it is written as
   *     the catalogue's file
   * @param isComplete whether products that it does not name go
   * @param scope what rows are of that name no list and no time
   * @throws IllegalArgumentException if anything in it is wrong, one line for each
   * @throws IOException if it cannot be read
   */
  public static CatalogueChange read(Path file, Agreed agreed, boolean isComplete, PriceScope scope)
      throws IOException {
    boolean isCatalogue = file.toString().endsWith(".json");
    if (!isCatalogue && !ProductsFile.isOne(file)) {
      throw new IllegalArgumentException("the name of a file must end in .csv, .jsonl or .json");
    }
    byte[] content = RegularFile.read(file, MOST_BYTES);
    if (isComplete && !scope.equals(PriceScope.OWN)) {
      throw new IllegalArgumentException(
          "products go only with a file of whole products: leave out --all, or the list and time");
    }
    Import read = new Import(agreed, scope);
    if (isCatalogue) {
      CatalogueReader.read(content, read::take).ifPresent(read::refuseOther);
    } else {
      ProductsFile.read(file, content, read::take);
    }
    return read.change(isComplete);
  }

  /** A price without a currency is in that of the catalogue. */
  private void refuseOther(CurrencyUnit currency) {
    if (!currency.equals(agreed.currency())) {
      fault("its currency is " + currency + ", and that of the catalogue " + agreed.currency());
    }
  }

  private void take(long line, Entry written) {
    Entry entry = WrittenPrices.within(scope, written);
    if (seen.size() == MOST_PRODUCTS) {
      throw new IllegalArgumentException("it has more than " + MOST_PRODUCTS + " products");
    }
    String where = "line " + line + ": ";
    String code = entry.code();
    if (code == null) {
      fault(where + "'code' must be 1 to 64 characters");
      return;
    }
    Long before = seen.putIfAbsent(code + "\n" + WrittenPrices.isOne(entry) + where(entry), line);
    codes.add(code);
    if (before != null) {
      fault(where + named(code) + " stands in line " + before + " too");
    } else if (entry.hasControls()) {
      fault(where + named(code) + " has a line break or another control character in a value");
    } else {
      take(where, code, entry);
    }
  }

  /** What tells rows of one product apart. */
  private static String where(Entry entry) {
    try {
      return WrittenPrices.scope(entry).toString();
    } catch (IllegalArgumentException e) {
      return ""; // told when it is taken
    }
  }

  private void take(String where, String code, Entry entry) {
    try {
      Product product = WrittenPrices.isOne(entry) ? overridden(code, entry) : product(code, entry);
      Optional<String> flaw = ListedPrices.flaw(product, agreed.stores());
      if (flaw.isPresent()) {
        throw new IllegalArgumentException(flaw.get());
      }
      take(product);
    } catch (IllegalArgumentException e) {
      fault(where + named(code) + ": " + e.getMessage());
    }
  }

  /** What is not written of its prices for lists and times stays too. */
  private Product product(String code, Entry entry) {
    Product before = present(code);
    Product product = Codes.checked(entry.over(before).product(agreed.currency()));
    return before == null || entry.prices() != null ? product : product.with(before.overrides());
  }

  /** A product by what was read before, or what is in force; null if there is none. */
  private @Nullable Product present(String code) {
    Product read = entries.get(code);
    return read == null ? agreed.products().get(code) : read;
  }

  private Product overridden(String code, Entry entry) {
    Product before = present(code);
    if (before == null) {
      throw new IllegalArgumentException("there is no such product");
    }
    CurrencyUnit own = before.unitPrice().getCurrencyUnit();
    CurrencyUnit otherwise =
        agreed.stores().lists().getOrDefault(WrittenPrices.scope(entry).list(), own);
    PriceOverride written = WrittenPrices.override(entry, otherwise);
    PriceOverride override =
        before
            .overrides()
            .of(written.scope())
            .filter(there -> entry.isPartial())
            .map(there -> WrittenPrices.over(there, written))
            .orElse(written);
    return before.with(before.overrides().with(override));
  }

  private void take(Product product) {
    if (agreed.products().has(product)) {
      entries.remove(product.code());
    } else {
      entries.put(product.code(), terms.shared(product));
    }
  }

  private void fault(String why) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(why);
    } else {
      more++;
    }
  }

  private static String named(String code) {
    return "product " + Printable.of(code, 64);
  }

  private CatalogueChange change(boolean isComplete) {
    if (more > 0) {
      faults.add("and " + more + " more");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    if (seen.isEmpty()) {
      throw new IllegalArgumentException("there is no product in it");
    }
    Set<String> gone = new TreeSet<>();
    if (isComplete) {
      gone.addAll(agreed.products().codes());
      gone.removeAll(codes);
    }
    return new CatalogueChange(agreed.currency(), entries, gone);
  }
}
