/**
 * Starts the framework on the folders of the distribution, and answers for it from outside: is it
 * ready, stop it, give me its shell.
 */
@NullMarked
package supermarket.runtime.launcher;

import org.jspecify.annotations.NullMarked;
