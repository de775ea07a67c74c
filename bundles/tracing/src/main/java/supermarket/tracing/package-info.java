/** Spans of baskets, for whatever understands OpenTelemetry. */
@NullMarked
package supermarket.tracing;

import org.jspecify.annotations.NullMarked;
