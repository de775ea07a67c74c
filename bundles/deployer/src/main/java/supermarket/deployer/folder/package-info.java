/** The drop folder: looks at it, and does what it says. */
@NullMarked
package supermarket.deployer.folder;

import org.jspecify.annotations.NullMarked;
