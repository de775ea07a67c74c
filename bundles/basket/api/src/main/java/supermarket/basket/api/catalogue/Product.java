package supermarket.basket.api.catalogue;

import java.util.Map;
import org.joda.money.Money;
import supermarket.basket.api.SoldBy;

/**
 * A product of the catalogue.
 *
 * @param code not empty
 * @param name what people call it; may be empty
 * @param terms how it is priced
 */
public record Product(String code, String name, ProductTerms terms) {

  /**
   * Checks the code.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public Product {
    if (code.isEmpty()) {
      throw new IllegalArgumentException("a product without a code");
    }
  }

  /**
   * A product that is sold by the piece, with terms of its own.
   *
   * @throws IllegalArgumentException if the code is empty or the unit price negative
   */
  public Product(
      String code, String name, Money unitPrice, String strategy, Map<String, String> parameters) {
    this(code, name, new ProductTerms(strategy, unitPrice, SoldBy.PIECE, parameters));
  }

  /** Returns the same with other terms. */
  public Product with(ProductTerms other) {
    return new Product(code, name, other);
  }

  /** Returns of what the unit price is the price. */
  public SoldBy soldBy() {
    return terms.soldBy();
  }

  /** Returns the price of one, or of a kilogram, not negative. */
  public Money unitPrice() {
    return terms.unitPrice();
  }

  /** Returns the name of the strategy that prices it. */
  public String strategy() {
    return terms.strategy();
  }

  /** Returns the parameters of its rule, as text, sorted by name. */
  public Map<String, String> parameters() {
    return terms.parameters();
  }
}
