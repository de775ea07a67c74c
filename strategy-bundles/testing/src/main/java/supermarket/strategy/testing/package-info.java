/** The contract of a pricing strategy as a test. Start with {@link PricingStrategyContract}. */
@NullMarked
package supermarket.strategy.testing;

import org.jspecify.annotations.NullMarked;
