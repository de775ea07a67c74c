/** The catalogue and the live strategies. */
@NullMarked
package supermarket.product.manager;

import org.jspecify.annotations.NullMarked;
