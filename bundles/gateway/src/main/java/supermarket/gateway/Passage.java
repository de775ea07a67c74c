package supermarket.gateway;

import org.jspecify.annotations.Nullable;
import supermarket.basket.api.operation.BasketTrace;

/**
 * How a basket went through the gateway.
 *
 * @param tookNanos from the request's head to its reply
 * @param sentNanos from the request's head until the broker had it; 0 if it did not get it
 * @param trace the trace that it belongs to; null for none
 */
record Passage(long tookNanos, long sentNanos, @Nullable BasketTrace trace) {}
