/** Promotion kind: the more of it, the more is off. */
@NullMarked
package supermarket.promotion.tiers;

import org.jspecify.annotations.NullMarked;
