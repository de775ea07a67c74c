package supermarket.product.manager.catalogue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.promotion.Promotions;

/**
 * The catalogue as its file has it.
 *
 * @param content tells the file's content from another one
 * @param currency the currency of products that name none, and of empty baskets
 * @param stores the stores; null if it says nothing of them
 * @param promotions the promotions; null if it says nothing of them
 * @param products the products that are written rightly
 * @param rejected why a product is not, by code, with line and column
 * @param nameless what is wrong with entries whose code cannot be read, with line and column: each
 *     could be any product's
 */
public record CatalogueText(
    ContentId content,
    CurrencyUnit currency,
    @Nullable Stores stores,
    @Nullable Promotions promotions,
    Products products,
    Map<String, String> rejected,
    List<String> nameless) {

  /** No file was read yet. */
  public static CatalogueText none(CurrencyUnit currency) {
    return new CatalogueText(
        ContentId.NONE, currency, null, null, Products.NONE, Map.of(), List.of());
  }

  /** Returns the same, whose products share what they can with others. */
  CatalogueText like(Products known) {
    return new CatalogueText(
        content, currency, stores, promotions, products.like(known), rejected, nameless);
  }

  /**
   * Returns the file after it was written.
   *
   * @param now its content then
   * @param agreed what was in force
   * @param following what was written of it
   */
  public CatalogueText after(ContentId now, Agreed agreed, Following following) {
    if (following.isWhole()) {
      return new CatalogueText(
          now, agreed.currency(), null, null, agreed.products(), Map.of(), List.of());
    }
    Products written = products;
    for (Product each : following.other().values()) {
      written = written.with(each);
    }
    return new CatalogueText(now, currency, stores, promotions, written, rejected, nameless);
  }

  /** Whether it has an entry for a product, be it a wrong one. */
  boolean names(String code) {
    return products.has(code) || rejected.containsKey(code);
  }

  /** Whether a product that is not in it is meant to be gone. */
  boolean isComplete() {
    return isRead() && nameless.isEmpty();
  }

  /** Returns it as a catalogue that may be in force. */
  public Agreed agreed() {
    return new Agreed(
        currency,
        stores == null ? Stores.NONE : stores,
        promotions == null ? Promotions.NONE : promotions,
        products);
  }

  /**
   * Returns it as the catalogue of the chain. What a later release has written is not taken for
   * products that are gone.
   *
   * @throws IOException if anything in it cannot be read
   */
  public Agreed whole() throws IOException {
    if (!rejected.isEmpty() || !nameless.isEmpty()) {
      throw new IOException(
          "this release cannot read %d products of the chain's catalogue: %s"
              .formatted(
                  rejected.size() + nameless.size(),
                  Stream.concat(rejected.values().stream(), nameless.stream())
                      .findFirst()
                      .orElseThrow()));
    }
    return agreed();
  }

  /** Whether it was read from a file. */
  public boolean isRead() {
    return !content.equals(ContentId.NONE);
  }
}
