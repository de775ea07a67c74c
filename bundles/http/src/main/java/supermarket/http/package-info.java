/** The HTTP port for operators. */
@NullMarked
package supermarket.http;

import org.jspecify.annotations.NullMarked;
