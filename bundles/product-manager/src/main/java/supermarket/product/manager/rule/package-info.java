/** The rules that strategies make. What it asks is foreign code. */
@NullMarked
package supermarket.product.manager.rule;

import org.jspecify.annotations.NullMarked;
