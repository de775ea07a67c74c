/** Pricing strategy: buy one, get one free. */
@NullMarked
package supermarket.strategy.buy.one.get.one.free;

import org.jspecify.annotations.NullMarked;
