package supermarket.basket.api.catalogue;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.SoldBy;

/**
 * How a product is priced: by which strategy, and what that is told. Products with equal terms have
 * one rule.
 *
 * <p>Immutable. There are hundreds of thousands of products and they are looked up by their terms,
 * so the hash is made once.
 */
public final class ProductTerms {

  private final String strategy;
  private final Money unitPrice;
  private final SoldBy soldBy;
  private final Map<String, String> parameters;
  private final int hash;

  /**
   * Takes an unmodifiable, sorted copy of the parameters.
   *
   * @param strategy the name of the strategy
   * @param unitPrice the price of one, or of a kilogram, not negative
   * @param soldBy of which of the two
   * @param parameters the parameters of its rule, as text, by name
   * @throws IllegalArgumentException if the unit price is negative
   */
  public ProductTerms(
      String strategy, Money unitPrice, SoldBy soldBy, Map<String, String> parameters) {
    if (unitPrice.isNegative()) {
      throw new IllegalArgumentException("a unit price of " + unitPrice);
    }
    this.strategy = strategy;
    this.unitPrice = unitPrice;
    this.soldBy = soldBy;
    this.parameters =
        parameters.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(parameters));
    this.hash = Objects.hash(strategy, unitPrice, soldBy, this.parameters);
  }

  /** The parameters are shared: prices of lists have those of their products. */
  private ProductTerms(ProductTerms others, Money unitPrice) {
    if (unitPrice.isNegative()) {
      throw new IllegalArgumentException("a unit price of " + unitPrice);
    }
    this.strategy = others.strategy;
    this.unitPrice = unitPrice;
    this.soldBy = others.soldBy;
    this.parameters = others.parameters;
    this.hash = Objects.hash(strategy, unitPrice, soldBy, parameters);
  }

  /** Returns the name of the strategy. */
  public String strategy() {
    return strategy;
  }

  /** Returns the same at another price. */
  public ProductTerms at(Money price) {
    return new ProductTerms(this, price);
  }

  /** Returns the same by another rule. */
  public ProductTerms by(String other, Map<String, String> with) {
    return new ProductTerms(other, unitPrice, soldBy, with);
  }

  /** Returns of what the unit price is the price. */
  public SoldBy soldBy() {
    return soldBy;
  }

  /** Returns the price of one, or of a kilogram. */
  public Money unitPrice() {
    return unitPrice;
  }

  /** Returns the parameters of the rule, as text, sorted by name. */
  public Map<String, String> parameters() {
    return parameters;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof ProductTerms terms
            && hash == terms.hash
            && strategy.equals(terms.strategy)
            && unitPrice.equals(terms.unitPrice)
            && soldBy == terms.soldBy
            && parameters.equals(terms.parameters));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return strategy + " at " + unitPrice + " per " + soldBy.word() + " with " + parameters;
  }
}
