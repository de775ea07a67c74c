package supermarket.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketReply.Rejected;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.TraceContext;
import supermarket.basket.api.operation.AnsweredBasket;
import supermarket.basket.api.operation.BasketObserver;
import supermarket.basket.api.operation.BasketTrace;
import supermarket.basket.api.operation.BasketTracer;

/**
 * Makes the spans of baskets when they are over, from the times that were measured anyway: {@code
 * POST /api/basket}, in it {@code broker}, in that {@code basket server}, in that {@code mailbox}
 * and {@code worker}. Nothing of a user is in them.
 *
 * <p>Thread safety: any thread.
 */
final class Spans implements BasketTracer, BasketObserver {

  private static final String ROUTE = "/api/basket";
  private static final String GATEWAY = "POST " + ROUTE;
  private static final long SERVER_ERROR = 500;

  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> HTTP_ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  private static final AttributeKey<String> MESSAGING = AttributeKey.stringKey("messaging.system");
  private static final AttributeKey<String> REQUEST = AttributeKey.stringKey("supermarket.request");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("supermarket.outcome");
  private static final AttributeKey<String> SERVER = AttributeKey.stringKey("supermarket.server");
  private static final AttributeKey<Long> ITEMS = AttributeKey.longKey("supermarket.items");
  private static final AttributeKey<Long> LINES = AttributeKey.longKey("supermarket.lines");
  private static final AttributeKey<Long> REVISION = AttributeKey.longKey("supermarket.revision");

  private final Tracer tracer;
  private final GivenIds ids;
  private final Sampler beginning;

  /**
   * Makes none yet.
   *
   * @param beginning which baskets begin a trace, of those whose clients say nothing of one
   */
  Spans(Tracer tracer, GivenIds ids, Sampler beginning) {
    this.tracer = tracer;
    this.ids = ids;
    this.beginning = beginning;
  }

  @Override
  public @Nullable BasketTrace begin(@Nullable TraceContext client) {
    if (client != null && !client.isSampled()) {
      return BasketTrace.passedOn(client);
    }
    TraceContext own = client == null ? ids.newTrace() : client.within(ids.generateSpanId());
    if (client == null && !begins(own)) {
      return null;
    }
    TraceContext broker = own.within(ids.generateSpanId());
    return new BasketTrace(own, new BasketTrace.Spans(client, broker, Instant.now()));
  }

  private boolean begins(TraceContext own) {
    return beginning
        .shouldSample(
            Context.root(), own.traceId(), GATEWAY, SpanKind.SERVER, Attributes.empty(), List.of())
        .getDecision()
        .equals(SamplingDecision.RECORD_AND_SAMPLE);
  }

  @Override
  public void answered(AnsweredBasket basket) {
    BasketTrace trace = basket.trace();
    BasketTrace.Spans spans = trace == null ? null : trace.spans();
    if (trace == null || spans == null) {
      return;
    }
    Instant ended = spans.began().plusNanos(basket.tookNanos());
    TraceContext parent = spans.parent();
    SpanBuilder builder =
        builder(GATEWAY, SpanKind.SERVER, spans.began())
            .setAttribute(METHOD, "POST")
            .setAttribute(HTTP_ROUTE, ROUTE)
            .setAttribute(STATUS, (long) basket.status())
            .setAttribute(REQUEST, basket.id())
            .setAttribute(OUTCOME, basket.outcome())
            .setAttribute(ITEMS, (long) basket.scanned());
    if (parent != null) {
      builder.setParent(remote(parent));
    }
    Span gateway = ids.with(trace.context(), builder::startSpan);
    if (basket.status() >= SERVER_ERROR) {
      gateway.setStatus(StatusCode.ERROR).setAttribute(ERROR, basket.outcome());
    }
    if (basket.sentNanos() > 0) {
      broker(basket, spans, Context.root().with(gateway), ended);
    }
    gateway.end(ended);
  }

  private void broker(
      AnsweredBasket basket, BasketTrace.Spans spans, Context within, Instant ended) {
    SpanBuilder builder =
        builder("broker", SpanKind.CLIENT, spans.began().plusNanos(basket.sentNanos()))
            .setParent(within)
            .setAttribute(MESSAGING, "activemq")
            .setAttribute(SERVER, basket.server());
    ids.with(spans.broker(), builder::startSpan).end(ended);
  }

  @Override
  public void served(BasketRequest request, Answer answer, long tookNanos) {
    TraceContext trace = request.trace();
    if (trace == null) {
      return;
    }
    Instant ended = Instant.now();
    Instant came = ended.minusNanos(tookNanos);
    Span server =
        builder("basket server", SpanKind.SERVER, came)
            .setParent(remote(trace))
            .setAttribute(REQUEST, request.id())
            .setAttribute(SERVER, answer.server())
            .setAttribute(OUTCOME, outcome(answer))
            .setAttribute(LINES, (long) request.items().size())
            .setAttribute(REVISION, answer.revision().number())
            .startSpan();
    long worked = Math.clamp(answer.pricedNanos(), 0, tookNanos);
    long waited = Math.clamp(answer.waitedNanos(), 0, tookNanos - worked);
    if (worked > 0) {
      Context within = Context.root().with(server);
      Instant taken = ended.minusNanos(worked);
      hop("mailbox", within, taken.minusNanos(waited), taken);
      hop("worker", within, taken, ended);
    }
    server.end(ended);
  }

  private void hop(String name, Context within, Instant began, Instant ended) {
    builder(name, SpanKind.INTERNAL, began).setParent(within).startSpan().end(ended);
  }

  private static String outcome(Answer answer) {
    return answer.reply() instanceof Rejected rejected
        ? rejected.reason().word()
        : AnsweredBasket.PRICED;
  }

  private SpanBuilder builder(String name, SpanKind kind, Instant began) {
    return tracer.spanBuilder(name).setNoParent().setSpanKind(kind).setStartTimestamp(began);
  }

  private static Context remote(TraceContext of) {
    return Context.root()
        .with(
            Span.wrap(
                SpanContext.createFromRemoteParent(
                    of.traceId(),
                    of.spanId(),
                    TraceFlags.fromByte((byte) of.flags()),
                    TraceState.getDefault())));
  }
}
