package supermarket.product.manager.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import supermarket.basket.api.catalogue.CatalogueChange;
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

  /** Reasons beyond these would not be read. */
  private static final int MOST_FAULTS = 20;

  private final Agreed agreed;
  private final SharedTerms terms = new SharedTerms();

  /** Where each product stands, by code. */
  private final Map<String, String> seen = new HashMap<>();

  private final Map<String, Product> entries = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private int more;

  private Import(Agreed agreed) {
    this.agreed = agreed;
  }

  /**
   * Reads a file.
   *
   * @param file its name ends in {@code .csv}, {@code .jsonl}, or {@code .json} if it is written as
   *     the catalogue's file
   * @param isComplete whether products that it does not name go
   * @throws IllegalArgumentException if anything in it is wrong, one sentence for each
   * @throws IOException if it cannot be read
   */
  public static CatalogueChange read(Path file, Agreed agreed, boolean isComplete)
      throws IOException {
    boolean isCatalogue = file.toString().endsWith(".json");
    if (!isCatalogue && !ProductsFile.isOne(file)) {
      throw new IllegalArgumentException("the name of a file must end in .csv, .jsonl or .json");
    }
    byte[] content = RegularFile.read(file, MOST_BYTES);
    Import read = new Import(agreed);
    if (isCatalogue) {
      read.take(CatalogueReader.read(content));
    } else {
      ProductsFile.read(file, content, read::take);
    }
    return read.change(isComplete);
  }

  private void take(CatalogueText text) {
    text.nameless().forEach(this::fault);
    text.rejected().forEach((code, why) -> fault(named(code) + ": " + why));
    for (Product product : text.products()) {
      seen.put(product.code(), "");
      take(product);
    }
  }

  private void take(String where, Entry entry) {
    String code = entry.code();
    if (code == null) {
      fault(where + ": 'code' must be 1 to 64 characters");
      return;
    }
    String before = seen.putIfAbsent(code, where);
    if (before != null) {
      fault(where + ": " + named(code) + " stands in " + before + " too");
      return;
    }
    try {
      take(entry.over(agreed.products().get(code)).product(agreed.currency()));
    } catch (IllegalArgumentException e) {
      fault(where + ": " + named(code) + ": " + e.getMessage());
    }
  }

  private void take(Product product) {
    if (!agreed.products().has(product)) {
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
      throw new IllegalArgumentException(String.join("; ", faults));
    }
    if (seen.isEmpty()) {
      throw new IllegalArgumentException("there is no product in it");
    }
    Set<String> gone = new TreeSet<>();
    if (isComplete) {
      gone.addAll(agreed.products().codes());
      gone.removeAll(seen.keySet());
    }
    return new CatalogueChange(agreed.currency(), entries, gone);
  }
}
