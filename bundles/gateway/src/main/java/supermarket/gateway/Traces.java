package supermarket.gateway;

import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.TraceContext;
import supermarket.basket.api.operation.BasketTrace;
import supermarket.basket.api.operation.BasketTracer;

/**
 * Finds out which traces requests belong to, by W3C Trace Context. Thread-safe.
 *
 * @param tracers answers null while no spans are exported
 */
record Traces(Supplier<@Nullable BasketTracer> tracers) {

  /** In requests and replies. */
  static final HttpString TRACEPARENT = new HttpString("traceparent");

  /** The trace of a request with these headers; null if it belongs to none. */
  @Nullable BasketTrace of(HeaderMap headers) {
    HeaderValues values = headers.get(TRACEPARENT);
    TraceContext client =
        values == null || values.size() != 1 ? null : TraceContext.of(values.getFirst());
    BasketTracer tracer = tracers.get();
    if (tracer != null) {
      return tracer.begin(client);
    }
    return client == null ? null : BasketTrace.passedOn(client);
  }
}
