package supermarket.pricing.api;

import org.joda.money.Money;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Prices the lines of one product. Made by {@link PricingStrategy#rule}.
 *
 * <p>Thread safety: called by many threads at once. A call that takes too long is interrupted; one
 * that ignores the interrupt gets its whole strategy quarantined.
 */
@ConsumerType
@FunctionalInterface
public interface PricingRule {

  /**
   * The cost of one line.
   *
   * @param line product, quantity and unit price; never null
   * @return the cost of the whole line: not null, not negative, in the currency of {@link
   *     Line#unitPrice()}. Anything else, and any exception, rejects the baskets that hold this
   *     product with {@code product_server_error}.
   */
  Money cost(Line line);
}
