package supermarket.product.manager.catalogue;

import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Product;

/**
 * The entries of the catalogue's file as they were in line with the catalogue last. An entry that
 * says something else is its author's doing.
 *
 * @param currency the file's currency when it was in line last
 * @param entries those in line
 * @param coming what is being written into the file instead: no edit either
 */
public record InLine(CurrencyUnit currency, Products entries, Products coming) {

  /** Nothing is in line. */
  public static final InLine NONE = with(Agreed.NONE);

  /** All of a catalogue is in line. */
  public static InLine with(Agreed all) {
    return new InLine(all.currency(), all.products(), Products.NONE);
  }

  /** The same, which shares what it can with other products. */
  InLine like(Products known) {
    return new InLine(currency, entries.like(known), coming);
  }

  /** The same, while something is being written. */
  public InLine coming(Products instead) {
    return new InLine(currency, entries, instead);
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
    return new InLine(same ? text.currency() : currency, all, left);
  }
}
