/** One worker for each product of a basket: the wall around strategy code. */
@NullMarked
package supermarket.basket.product;

import org.jspecify.annotations.NullMarked;
