/** For tests only: what holds for every shelf, and a PostgreSQL of a test's own. */
@NullMarked
package supermarket.library.testing;

import org.jspecify.annotations.NullMarked;
