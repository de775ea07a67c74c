/** Reads what a bundle says that baskets cost with its promotion kinds. */
@NullMarked
package supermarket.library.promotion.examples;

import org.jspecify.annotations.NullMarked;
