/** Promotion kind: the cheapest of so many pieces is free. */
@NullMarked
package supermarket.promotion.cheapest.free;

import org.jspecify.annotations.NullMarked;
