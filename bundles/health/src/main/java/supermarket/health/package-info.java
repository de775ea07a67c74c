/** Health checks of a node, by tags. */
@NullMarked
package supermarket.health;

import org.jspecify.annotations.NullMarked;
