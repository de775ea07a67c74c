/** Promotion kind: so many pieces together for one price. */
@NullMarked
package supermarket.promotion.n.for_.price;

import org.jspecify.annotations.NullMarked;
