/** The strategies that are registered, and which one of each name comes first. */
@NullMarked
package supermarket.product.manager.strategy;

import org.jspecify.annotations.NullMarked;
