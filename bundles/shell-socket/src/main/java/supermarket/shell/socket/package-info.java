/** The Gogo shell of a runtime in the background, over a Unix domain socket. */
@NullMarked
package supermarket.shell.socket;

import org.jspecify.annotations.NullMarked;
