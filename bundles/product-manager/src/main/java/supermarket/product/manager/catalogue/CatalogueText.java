package supermarket.product.manager.catalogue;

import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import supermarket.basket.api.catalogue.Product;

/**
 * The catalogue as its file has it.
 *
 * @param bytes the file's content
 * @param currency the currency of products that name none, and of empty baskets
 * @param products the products that are written rightly, by code
 * @param rejected why a product is not, by code, with line and column
 * @param nameless what is wrong with entries whose code cannot be read, with line and column: each
 *     could be any product's
 * @param places where in the bytes each right product's object stands, by code
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record CatalogueText(
    byte[] bytes,
    CurrencyUnit currency,
    Map<String, Product> products,
    Map<String, String> rejected,
    List<String> nameless,
    Map<String, Place> places) {

  /** No file was read yet. */
  public static CatalogueText none(CurrencyUnit currency) {
    return new CatalogueText(new byte[0], currency, Map.of(), Map.of(), List.of(), Map.of());
  }

  /** Whether it has an entry for a product, be it a wrong one. */
  boolean names(String code) {
    return products.containsKey(code) || rejected.containsKey(code);
  }

  /** Whether a product that is not in it is meant to be gone. */
  boolean isComplete() {
    return isRead() && nameless.isEmpty();
  }

  /** Whether it was read from a file. */
  public boolean isRead() {
    return bytes.length > 0;
  }

  /** From which byte on, and up to which. */
  record Place(int from, int to) {}
}
