package supermarket.basket.api.catalogue;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What takes the place of a product's own terms in a price list, or for a time. What it does not
 * say is as it is without it.
 *
 * @param scope where and when it holds; not {@link PriceScope#OWN}
 * @param unitPrice the price of one, or of a kilogram, not negative; null if it stays
 * @param strategy the name of the strategy; null if it stays
 * @param parameters those of the rule that change, or all of them if the strategy is another one
 */
public record PriceOverride(
    PriceScope scope,
    @Nullable Money unitPrice,
    @Nullable String strategy,
    Map<String, String> parameters) {

  /**
   * Takes an unmodifiable, sorted copy of the parameters.
   *
   * @throws IllegalArgumentException if the price is negative, or it holds always in the default
   *     list
   */
  public PriceOverride {
    if (unitPrice != null && unitPrice.isNegative()) {
      throw new IllegalArgumentException("a unit price of " + unitPrice);
    }
    if (scope.equals(PriceScope.OWN)) {
      throw new IllegalArgumentException(
          "a price of the default list without 'from' or 'until' is the product's own");
    }
    parameters =
        parameters.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /** Returns terms with what it says. */
  ProductTerms over(ProductTerms terms) {
    ProductTerms priced = unitPrice == null ? terms : terms.at(unitPrice);
    if (strategy != null && !strategy.equals(terms.strategy())) {
      return priced.by(strategy, parameters);
    }
    if (parameters.isEmpty()) {
      return priced;
    }
    Map<String, String> all = new TreeMap<>(terms.parameters());
    all.putAll(parameters);
    return priced.by(terms.strategy(), all);
  }

  /** Returns what it says, without its scope, in words. */
  public String words() {
    StringBuilder words = new StringBuilder(unitPrice == null ? "" : unitPrice.toString());
    if (strategy != null) {
      words.append(words.isEmpty() ? "by " : " by ").append(strategy);
    }
    if (!parameters.isEmpty()) {
      words.append(words.isEmpty() ? "" : " ").append(parameters);
    }
    return words.isEmpty() ? "as without it" : words.toString();
  }
}
