/** Why promotions did nothing. */
@NullMarked
package supermarket.basket.promotion.explain;

import org.jspecify.annotations.NullMarked;
