/** Files: replaced whole, their changes noticed, and what is wrong with one told in words. */
@NullMarked
package supermarket.library.files;

import org.jspecify.annotations.NullMarked;
