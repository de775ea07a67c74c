package supermarket.basket.api.catalogue;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.joda.money.Money;
import supermarket.basket.api.SoldBy;

/**
 * A product of the catalogue.
 *
 * @param code not empty
 * @param name what people call it, as on a receipt; may be empty
 * @param vatClass its class of value added tax; empty for {@link VatRates#STANDARD}
 * @param deposit the code of the product that comes along with each of it, such as a bottle's
 *     deposit; empty if none does
 * @param scanCodes by what else than its code it is scanned
 * @param terms how it is priced where nothing else is said
 * @param overrides what else is said, for price lists and times
 */
public record Product(
    String code,
    String name,
    String vatClass,
    String deposit,
    ScanCodes scanCodes,
    ProductTerms terms,
    PriceOverrides overrides) {

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
   * A product that has the same terms everywhere, and brings no deposit.
   *
   * @throws IllegalArgumentException if the code is empty
   */
  public Product(String code, String name, ProductTerms terms) {
    this(code, name, "", "", ScanCodes.NONE, terms, PriceOverrides.NONE);
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
    return new Product(code, name, vatClass, deposit, scanCodes, other, overrides);
  }

  /** Returns the same with other prices for lists and times. */
  public Product with(PriceOverrides others) {
    return new Product(code, name, vatClass, deposit, scanCodes, terms, others);
  }

  /** Returns the same with another VAT class and deposit. */
  public Product with(String otherVatClass, String otherDeposit) {
    return new Product(code, name, otherVatClass, otherDeposit, scanCodes, terms, overrides);
  }

  /** Returns the same, scanned by others. */
  public Product with(ScanCodes others) {
    return new Product(code, name, vatClass, deposit, others, terms, overrides);
  }

  /** Returns whether it can be the deposit of others. */
  public boolean canBeDeposit() {
    return deposit.isEmpty() && soldBy() == SoldBy.PIECE;
  }

  /** Returns all terms that it has in some list at some time. */
  public Set<ProductTerms> allTerms() {
    return overrides.isEmpty() ? Set.of(terms) : overrides.terms(terms);
  }

  /** Returns the names of all strategies that price it in some list at some time. */
  public Set<String> strategies() {
    if (!overrides.nameStrategies()) {
      return Set.of(terms.strategy());
    }
    Set<String> names = new TreeSet<>();
    allTerms().forEach(each -> names.add(each.strategy()));
    return names;
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
