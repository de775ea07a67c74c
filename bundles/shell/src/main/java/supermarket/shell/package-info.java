/** The commands with which an operator looks at the runtime and changes prices and rules. */
@NullMarked
package supermarket.shell;

import org.jspecify.annotations.NullMarked;
