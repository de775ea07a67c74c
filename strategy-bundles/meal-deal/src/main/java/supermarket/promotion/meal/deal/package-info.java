/** Promotion kind: pieces of several slots together for one price. */
@NullMarked
package supermarket.promotion.meal.deal;

import org.jspecify.annotations.NullMarked;
