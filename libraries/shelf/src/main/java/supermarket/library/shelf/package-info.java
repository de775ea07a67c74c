/** What every kind of shelf has in common: how a revision is written, and what a node remembers. */
@NullMarked
package supermarket.library.shelf;

import org.jspecify.annotations.NullMarked;
