/** Promotion kind: the cheapest of so many pieces costs a share of its price. */
@NullMarked
package supermarket.promotion.cheapest.at.share;

import org.jspecify.annotations.NullMarked;
