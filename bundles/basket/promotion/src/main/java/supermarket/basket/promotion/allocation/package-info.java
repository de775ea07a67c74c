/** How what a promotion takes off is parted over lines. */
@NullMarked
package supermarket.basket.promotion.allocation;

import org.jspecify.annotations.NullMarked;
