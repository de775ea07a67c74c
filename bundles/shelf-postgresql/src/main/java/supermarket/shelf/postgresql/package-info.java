/** The shelf in PostgreSQL, for chains whose nodes share no file system. */
@NullMarked
package supermarket.shelf.postgresql;

import org.jspecify.annotations.NullMarked;
