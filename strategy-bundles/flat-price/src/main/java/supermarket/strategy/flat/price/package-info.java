/** Pricing strategy: the plain price. */
@NullMarked
package supermarket.strategy.flat.price;

import org.jspecify.annotations.NullMarked;
