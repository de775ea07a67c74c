/** What came last, for whoever reads on. */
@NullMarked
package supermarket.library.recent;

import org.jspecify.annotations.NullMarked;
