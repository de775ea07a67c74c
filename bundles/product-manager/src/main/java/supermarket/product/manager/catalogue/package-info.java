/** The catalogue as a text: its file, its entries, the last good ones. */
@NullMarked
package supermarket.product.manager.catalogue;

import org.jspecify.annotations.NullMarked;
