/** All of HTTP: Undertow, JSON, status codes. */
@NullMarked
package supermarket.gateway;

import org.jspecify.annotations.NullMarked;
