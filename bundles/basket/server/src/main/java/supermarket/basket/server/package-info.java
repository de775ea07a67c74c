/** A basket server: admission, bounds, supervision of user workers. */
@NullMarked
package supermarket.basket.server;

import org.jspecify.annotations.NullMarked;
