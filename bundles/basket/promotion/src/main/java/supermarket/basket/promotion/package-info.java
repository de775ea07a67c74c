/** The best deal for a basket, by the data of its promotions. */
@NullMarked
package supermarket.basket.promotion;

import org.jspecify.annotations.NullMarked;
