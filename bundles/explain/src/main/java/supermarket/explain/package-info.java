/** Why a basket cost what it did. */
@NullMarked
package supermarket.explain;

import org.jspecify.annotations.NullMarked;
