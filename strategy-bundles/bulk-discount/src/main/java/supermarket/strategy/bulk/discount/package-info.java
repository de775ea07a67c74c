/** Pricing strategy: a share of the unit price from a quantity on. */
@NullMarked
package supermarket.strategy.bulk.discount;

import org.jspecify.annotations.NullMarked;
