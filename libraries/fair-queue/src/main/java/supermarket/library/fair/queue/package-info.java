/** A queue in which nobody waits behind what one other has brought. */
@NullMarked
package supermarket.library.fair.queue;

import org.jspecify.annotations.NullMarked;
