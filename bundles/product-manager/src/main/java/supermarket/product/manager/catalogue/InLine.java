package supermarket.product.manager.catalogue;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import supermarket.basket.api.catalogue.Product;

/**
 * The entries of the catalogue's file as they were in line with the catalogue last. An entry that
 * says something else is its author's doing.
 *
 * @param currency the file's currency when it was in line last
 * @param entries by code
 * @param coming what is being written into the file instead, by code: no edit either
 */
public record InLine(
    CurrencyUnit currency, Map<String, Product> entries, Map<String, Product> coming) {

  /** Nothing is in line. */
  public static final InLine NONE = new InLine(CurrencyUnit.EUR, Map.of(), Map.of());

  /** Takes unmodifiable copies. */
  public InLine {
    entries = Collections.unmodifiableMap(new HashMap<>(entries));
    coming = Collections.unmodifiableMap(new HashMap<>(coming));
  }

  /** All of these are in line. */
  public static InLine with(CurrencyUnit currency, Map<String, Product> entries) {
    return new InLine(currency, entries, Map.of());
  }

  /** The same, while something is being written. */
  public InLine coming(Map<String, Product> instead) {
    return new InLine(currency, entries, instead);
  }

  /** Whether a product says what it said when it was in line, or what is being written. */
  boolean has(Product product) {
    return product.equals(entries.get(product.code()))
        || product.equals(coming.get(product.code()));
  }

  /** Returns the same, with all in line in which a file and the catalogue agree. */
  InLine settled(CatalogueText text, Agreed agreed) {
    Map<String, Product> all = new HashMap<>(entries);
    text.products()
        .forEach(
            (code, product) -> {
              if (product.equals(agreed.products().get(code))) {
                all.put(code, product);
              } else if (product.equals(coming.get(code))) {
                all.put(code, product); // it was written, and the catalogue has gone on
              }
            });
    if (text.isComplete()) {
      all.keySet().removeIf(code -> !text.names(code) && !agreed.products().containsKey(code));
    }
    boolean same = text.isRead() && text.currency().equals(agreed.currency());
    return new InLine(same ? text.currency() : currency, all, Map.of());
  }
}
