/** What a node measures, for Prometheus. */
@NullMarked
package supermarket.metrics;

import org.jspecify.annotations.NullMarked;
