/** Text from outside, made fit to be shown. */
@NullMarked
package supermarket.library.text;

import org.jspecify.annotations.NullMarked;
