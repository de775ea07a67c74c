package supermarket.product.manager;

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
 * @param rejected why a product is not, by code
 * @param problems what is wrong, one sentence each, with line and column
 * @param places where in the bytes each right product's object stands, by code
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record CatalogueText(
    byte[] bytes,
    CurrencyUnit currency,
    Map<String, Product> products,
    Map<String, String> rejected,
    List<String> problems,
    Map<String, Place> places) {

  static final CatalogueText EMPTY =
      new CatalogueText(new byte[0], CurrencyUnit.EUR, Map.of(), Map.of(), List.of(), Map.of());

  /** From which byte on, and up to which. */
  record Place(int from, int to) {}
}
