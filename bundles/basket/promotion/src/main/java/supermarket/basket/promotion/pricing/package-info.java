/** Promotions of a basket, in their order: those of pieces, then those of what is left to pay. */
@NullMarked
package supermarket.basket.promotion.pricing;

import org.jspecify.annotations.NullMarked;
