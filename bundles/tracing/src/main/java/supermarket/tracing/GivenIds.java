package supermarket.tracing;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;
import supermarket.basket.api.TraceContext;

/**
 * Ids of spans: random ones, but for spans whose ids were given out before they were made.
 *
 * <p>Thread safety: any thread.
 */
final class GivenIds implements IdGenerator {

  private static final ScopedValue<TraceContext> GIVEN = ScopedValue.newInstance();

  private final IdGenerator random = IdGenerator.random();

  /** Starts a span by these ids. */
  <T> T with(TraceContext ids, Supplier<T> start) {
    return ScopedValue.where(GIVEN, ids).call(start::get);
  }

  /** A context of a new trace, which is sampled. */
  TraceContext newTrace() {
    return new TraceContext(
        random.generateTraceId(),
        random.generateSpanId(),
        TraceContext.SAMPLED | TraceContext.RANDOM);
  }

  @Override
  public String generateSpanId() {
    return GIVEN.isBound() ? GIVEN.get().spanId() : random.generateSpanId();
  }

  @Override
  public String generateTraceId() {
    return GIVEN.isBound() ? GIVEN.get().traceId() : random.generateTraceId();
  }
}
