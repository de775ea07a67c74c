/** The best deal of pieces: a scan in order of price, or branch and bound with a bound by duals. */
@NullMarked
package supermarket.basket.promotion.search;

import org.jspecify.annotations.NullMarked;
