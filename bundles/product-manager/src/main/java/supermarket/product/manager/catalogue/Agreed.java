package supermarket.product.manager.catalogue;

import org.joda.money.CurrencyUnit;
import supermarket.basket.api.catalogue.CatalogueChange;

/**
 * The catalogue that is in force: the chain has agreed on it, or this node began with it.
 *
 * @param currency the currency of empty baskets
 * @param products its products
 */
public record Agreed(CurrencyUnit currency, Products products) {

  /** There is none yet. */
  public static final Agreed NONE = new Agreed(CurrencyUnit.EUR, Products.NONE);

  /** Returns the catalogue after a change. */
  public Agreed after(CatalogueChange change) {
    return new Agreed(change.currency(), products.after(change));
  }

  /** Returns what changes until another one is in force. */
  public CatalogueChange until(Agreed later) {
    return new CatalogueChange(
        later.currency, products.othersIn(later.products), products.goneIn(later.products));
  }
}
