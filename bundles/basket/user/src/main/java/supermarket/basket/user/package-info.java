/** One worker for each user with baskets to price. */
@NullMarked
package supermarket.basket.user;

import org.jspecify.annotations.NullMarked;
