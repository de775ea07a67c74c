package supermarket.product.manager.catalogue;

import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;

/**
 * The entries of the catalogue's file as they were in line with the catalogue last. An entry that
 * says something else is its author's doing.
 *
 * @param currency the file's currency when it was in line last
 * @param stores the stores of their file when it was in line last
 * @param entries those in line
 * @param coming what is being written into the file instead: no edit either
 * @param comingStores likewise; null if none are being written
 */
public record InLine(
    CurrencyUnit currency,
    Stores stores,
    Products entries,
    Products coming,
    @Nullable Stores comingStores) {

  /** Nothing is in line. */
  public static final InLine NONE = with(Agreed.NONE);

  /** All of a catalogue is in line. */
  public static InLine with(Agreed all) {
    return new InLine(all.currency(), all.stores(), all.products(), Products.NONE, null);
  }

  /** The same, which shares what it can with other products. */
  InLine like(Products known) {
    return new InLine(currency, stores, entries.like(known), coming, comingStores);
  }

  /** The same, while something is being written. */
  public InLine coming(Products instead) {
    return new InLine(currency, stores, entries, instead, comingStores);
  }

  /** The same, while the stores are being written. */
  InLine comingStores(Stores instead) {
    return new InLine(currency, stores, entries, coming, instead);
  }

  /** Whether the stores are as they were when they were in line, or as they are being written. */
  boolean has(Stores written) {
    return stores.equals(written) || written.equals(comingStores);
  }

  /** Returns the same, with the stores in line if their file and the catalogue agree. */
  InLine settled(StoresText text, Agreed agreed) {
    boolean same =
        text.isRead()
            && (text.stores().equals(agreed.stores()) || text.stores().equals(comingStores));
    return same ? new InLine(currency, text.stores(), entries, coming, null) : this;
  }

  /** Whether a product says what it said when it was in line, or what is being written. */
  boolean has(Product product) {
    return entries.has(product) || coming.has(product);
  }

  /**
   * Returns the same, with all in line in which a file and the catalogue agree.
   *
   * @param codes the products that may have changed in one of them
   */
  InLine settled(CatalogueText text, Agreed agreed, Set<String> codes) {
    Products all = entries;
    Products left = coming;
    for (String code : codes) {
      left = left.without(code);
      @Nullable Product written = text.products().get(code);
      if (written != null && (agreed.products().has(written) || coming.has(written))) {
        all = all.with(written); // what was written is in line too if the catalogue has gone on
      } else if (text.isComplete() && !text.names(code) && !agreed.products().has(code)) {
        all = all.without(code);
      }
    }
    boolean same = text.isRead() && text.currency().equals(agreed.currency());
    return new InLine(same ? text.currency() : currency, stores, all, left, comingStores);
  }
}
