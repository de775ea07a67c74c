/** The wall around code that somebody else deployed: whatever it does comes back as a value. */
@NullMarked
package supermarket.library.foreign.call;

import org.jspecify.annotations.NullMarked;
