/** The gate between {@code etc/} and the bundles: only a good configuration gets through. */
@NullMarked
package supermarket.configuration;

import org.jspecify.annotations.NullMarked;
