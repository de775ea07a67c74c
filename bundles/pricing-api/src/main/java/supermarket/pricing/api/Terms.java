package supermarket.pricing.api;

import org.joda.money.Money;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the catalogue says about a product that a strategy is to price: its unit price and the parameters of its rule.
 *
 * <p>Each reading method throws {@link IllegalArgumentException} with a message for the operator if the parameter is
 * missing or is not what was asked for. A parameter in the catalogue that the strategy never reads counts as a
 * mistake too (a misspelt name would otherwise be ignored in silence).
 *
 * <p>Not thread-safe; do not keep it beyond {@link PricingStrategy#rule}.
 */
@ProviderType
public interface Terms {

  /** The price of one, in the product's currency. */
  Money unitPrice();

  /** A whole number of at least 1, such as {@code from = 3}. */
  long quantity(String name);

  /** An amount of money in the product's currency, not negative, such as {@code price = 4.50}. */
  Money amount(String name);

  /** A share between 0 and 1, written {@code 2/3}, {@code 0.25} or {@code 25%}. */
  Share share(String name);
}
