package supermarket.product.manager.catalogue;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Product;

/**
 * The catalogue that is in force: the chain has agreed on it, or this node began with it.
 *
 * @param currency the currency of empty baskets
 * @param products by code, sorted
 */
public record Agreed(CurrencyUnit currency, Map<String, Product> products) {

  /** There is none yet. */
  public static final Agreed NONE = new Agreed(CurrencyUnit.EUR, Map.of());

  /** Takes an unmodifiable copy of the products, sorted by code. */
  public Agreed {
    products = Collections.unmodifiableMap(new TreeMap<>(products));
  }

  /** Returns the catalogue after a change. */
  public Agreed after(CatalogueChange change) {
    Map<String, Product> all = new TreeMap<>(products);
    all.keySet().removeAll(change.gone());
    all.putAll(change.entries());
    return new Agreed(change.currency(), all);
  }

  /** Returns what changes until another one is in force. */
  public CatalogueChange until(Agreed later) {
    Map<String, Product> entries = new TreeMap<>(later.products);
    entries.entrySet().removeAll(products.entrySet());
    Map<String, Product> gone = new TreeMap<>(products);
    gone.keySet().removeAll(later.products.keySet());
    return new CatalogueChange(later.currency, entries, gone.keySet());
  }
}
