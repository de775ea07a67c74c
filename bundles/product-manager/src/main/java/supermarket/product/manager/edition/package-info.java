/** Editions: what baskets are priced with, pinned and leased. */
@NullMarked
package supermarket.product.manager.edition;

import org.jspecify.annotations.NullMarked;
