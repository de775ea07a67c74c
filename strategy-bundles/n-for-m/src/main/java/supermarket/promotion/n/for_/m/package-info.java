/** Promotion kind: of so many pieces, fewer are paid. */
@NullMarked
package supermarket.promotion.n.for_.m;

import org.jspecify.annotations.NullMarked;
