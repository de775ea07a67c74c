/** Work that others need never ends in silence: it goes on, or the node says that it does not. */
@NullMarked
package supermarket.library.vital;

import org.jspecify.annotations.NullMarked;
