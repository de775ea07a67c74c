/** What a strategy bundle refers to, read from its classes before any of them runs. */
@NullMarked
package supermarket.library.purity;

import org.jspecify.annotations.NullMarked;
