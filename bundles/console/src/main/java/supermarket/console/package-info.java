/** The live console for operators. */
@NullMarked
package supermarket.console;

import org.jspecify.annotations.NullMarked;
