/** Consumes requests from the broker and feeds the basket servers. */
@NullMarked
package supermarket.basket.manager;

import org.jspecify.annotations.NullMarked;
