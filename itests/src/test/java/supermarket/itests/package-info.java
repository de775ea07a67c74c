/** Tests of the whole: one class for each story. */
@NullMarked
package supermarket.itests;

import org.jspecify.annotations.NullMarked;
