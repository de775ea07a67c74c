/** Checks strategy bundles and puts them into operation. */
@NullMarked
package supermarket.deployer;

import org.jspecify.annotations.NullMarked;
