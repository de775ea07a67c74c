/** Promotion kind: so much off from a number of pieces or an amount on. */
@NullMarked
package supermarket.promotion.threshold;

import org.jspecify.annotations.NullMarked;
