/** Where versions stand in their lives, and how they move. */
@NullMarked
package supermarket.deployer.version;

import org.jspecify.annotations.NullMarked;
