/** Pricing strategy: a lower unit price from a quantity on. */
@NullMarked
package supermarket.strategy.bulk.price;

import org.jspecify.annotations.NullMarked;
