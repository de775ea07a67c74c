package supermarket.product.manager.catalogue;

import org.joda.money.CurrencyUnit;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.promotion.Promotions;

/**
 * The catalogue that is in force: the chain has agreed on it, or this node began with it.
 *
 * @param currency the currency of the default price list
 * @param stores the stores and price lists
 * @param promotions the promotions, and the sets of products that they name
 * @param products its products
 */
public record Agreed(
    CurrencyUnit currency, Stores stores, Promotions promotions, Products products) {

  /** There is none yet. */
  public static final Agreed NONE =
      new Agreed(CurrencyUnit.EUR, Stores.NONE, Promotions.NONE, Products.NONE);

  /** A catalogue without promotions. */
  public Agreed(CurrencyUnit currency, Stores stores, Products products) {
    this(currency, stores, Promotions.NONE, products);
  }

  /** Returns the same, for a file that says nothing of stores and promotions. */
  public Agreed withoutStores() {
    return new Agreed(currency, Stores.NONE, products);
  }

  /** Returns the catalogue after a change. */
  public Agreed after(CatalogueChange change) {
    Stores others = change.stores();
    Promotions offers = change.promotions();
    return new Agreed(
        change.currency(),
        others == null ? stores : others,
        offers == null ? promotions : offers,
        products.after(change));
  }

  /** Returns what changes until another one is in force. */
  public CatalogueChange until(Agreed later) {
    return new CatalogueChange(
        later.currency,
        stores.equals(later.stores) ? null : later.stores,
        promotions.equals(later.promotions) ? null : later.promotions,
        products.othersIn(later.products),
        products.goneIn(later.products));
  }
}
