/** Promotion kind: with some pieces, others are free or cost a share of their price. */
@NullMarked
package supermarket.promotion.buy.x.get.y;

import org.jspecify.annotations.NullMarked;
