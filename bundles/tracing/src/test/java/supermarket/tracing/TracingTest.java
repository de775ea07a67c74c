package supermarket.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.Item;
import supermarket.basket.api.Reason;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.TraceContext;
import supermarket.basket.api.UserId;
import supermarket.basket.api.operation.AnsweredBasket;
import supermarket.basket.api.operation.BasketTrace;
import supermarket.basket.api.operation.BasketTracer;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.library.testing.SpanCollector;
import supermarket.library.testing.SpanCollector.Received;

/** Spans that arrive at a collector, by OTLP over HTTP. */
class TracingTest {

  /** Failures are provoked here. Held, so that it stays quiet. */
  private static final Logger OF_OPENTELEMETRY = Logger.getLogger("io.opentelemetry");

  static {
    OF_OPENTELEMETRY.setLevel(Level.OFF);
  }

  private static final UserId SECRET = new UserId("secret-store", "secret-user");
  private static final TraceContext CLIENT =
      new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", 1);
  private static final TraceContext NOT_SAMPLED =
      new TraceContext(CLIENT.traceId(), CLIENT.spanId(), 0);
  private static final long TOOK = Duration.ofMillis(10).toNanos();
  private static final long SENT = Duration.ofMillis(1).toNanos();
  private static final long SERVED = Duration.ofMillis(7).toNanos();
  private static final long WAITED = Duration.ofMillis(2).toNanos();
  private static final long WORKED = Duration.ofMillis(3).toNanos();

  private final Map<String, Spans> services = new ConcurrentHashMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private SpanCollector collector() throws IOException {
    SpanCollector collector = new SpanCollector();
    open.add(collector);
    return collector;
  }

  private static Config config(Map<String, Object> set) {
    return (Config)
        Proxy.newProxyInstance(
            Config.class.getClassLoader(),
            new Class<?>[] {Config.class},
            (proxy, method, arguments) ->
                set.getOrDefault(method.getName(), method.getDefaultValue()));
  }

  private Tracing tracing(Map<String, Object> set) {
    Tracing tracing = new Tracing(config(set), context());
    open.add(tracing::stop);
    return tracing;
  }

  private BundleContext context() {
    return (BundleContext)
        Proxy.newProxyInstance(
            BundleContext.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("registerService");
              for (String name : (String[]) arguments[0]) {
                services.put(name, (Spans) arguments[1]);
              }
              return registration();
            });
  }

  private ServiceRegistration<?> registration() {
    return (ServiceRegistration<?>)
        Proxy.newProxyInstance(
            ServiceRegistration.class.getClassLoader(),
            new Class<?>[] {ServiceRegistration.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("unregister");
              services.clear();
              return null;
            });
  }

  private Spans spans() {
    return services.get(BasketTracer.class.getName());
  }

  private static AnsweredBasket answered(@Nullable BasketTrace trace, int status, long sent) {
    return new AnsweredBasket(
        "r 1",
        SECRET,
        3,
        status == 200 ? AnsweredBasket.PRICED : "user_server_error",
        "secret words",
        null,
        "node-2/server-1",
        RevisionId.NONE,
        true,
        status,
        TOOK,
        sent,
        WAITED,
        WORKED,
        trace,
        null);
  }

  private static BasketRequest request(TraceContext trace) {
    return new BasketRequest("r 1", SECRET, List.of(new Item("GR1", 3)), new Deadline(0)).in(trace);
  }

  private static Answer priced() {
    return new Answer(
        new Priced(Money.parse("EUR 1.00"), List.of()),
        "node-2/server-1",
        new RevisionId("c", 12),
        WAITED,
        WORKED);
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static void isWithin(Span span, Span parent) {
    assertThat(hex(span.getParentSpanId())).isEqualTo(hex(parent.getSpanId()));
    assertThat(span.getTraceId()).isEqualTo(parent.getTraceId());
    assertThat(span.getStartTimeUnixNano())
        .isBetween(parent.getStartTimeUnixNano(), parent.getEndTimeUnixNano());
    assertThat(span.getEndTimeUnixNano())
        .isBetween(span.getStartTimeUnixNano(), parent.getEndTimeUnixNano());
  }

  private static long took(Span span) {
    return span.getEndTimeUnixNano() - span.getStartTimeUnixNano();
  }

  @Test
  void theHopsOfABasketAreSpansOfItsClientsTrace() throws Exception {
    SpanCollector collector = collector();
    Tracing gateway = tracing(Map.of("endpoint", collector.url(), "node", "node-1"));
    Instant before = Instant.now();
    BasketTrace trace = spans().begin(CLIENT);
    Instant after = Instant.now();

    assertThat(trace.context().traceId()).isEqualTo(CLIENT.traceId());
    assertThat(trace.context().isSampled()).isTrue();
    assertThat(List.of(CLIENT, trace.context(), trace.carried()))
        .extracting(TraceContext::spanId)
        .doesNotHaveDuplicates();

    spans().served(request(trace.carried()), priced(), SERVED);
    spans().answered(answered(trace, 200, SENT));
    await().until(() -> collector.spans().size() == 5);

    Map<String, Received> all = collector.spans();
    Span request = all.get("POST /api/basket").span();
    Span broker = all.get("broker").span();
    Span server = all.get("basket server").span();
    Span mailbox = all.get("mailbox").span();
    Span worker = all.get("worker").span();
    assertThat(hex(request.getTraceId())).isEqualTo(CLIENT.traceId());
    assertThat(hex(request.getParentSpanId())).isEqualTo(CLIENT.spanId());
    assertThat(hex(request.getSpanId())).isEqualTo(trace.context().spanId());
    assertThat(Instant.EPOCH.plusNanos(request.getStartTimeUnixNano())).isBetween(before, after);
    assertThat(took(request)).isEqualTo(TOOK);
    assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(request.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
    isWithin(broker, request);
    assertThat(hex(broker.getSpanId())).isEqualTo(trace.carried().spanId());
    assertThat(took(broker)).isEqualTo(TOOK - SENT);
    assertThat(hex(server.getParentSpanId())).isEqualTo(trace.carried().spanId());
    assertThat(took(server)).isEqualTo(SERVED);
    isWithin(mailbox, server);
    assertThat(took(mailbox)).isEqualTo(WAITED);
    isWithin(worker, server);
    assertThat(took(worker)).isEqualTo(WORKED);
    assertThat(worker.getStartTimeUnixNano()).isEqualTo(mailbox.getEndTimeUnixNano());
    assertThat(worker.getEndTimeUnixNano()).isEqualTo(server.getEndTimeUnixNano());

    assertThat(all.get("POST /api/basket").attributes())
        .isEqualTo(
            Map.of(
                "http.request.method", "POST",
                "http.route", "/api/basket",
                "http.response.status_code", 200L,
                "supermarket.request", "r 1",
                "supermarket.outcome", "priced",
                "supermarket.items", 3L));
    assertThat(all.get("basket server").attributes())
        .isEqualTo(
            Map.of(
                "supermarket.request", "r 1",
                "supermarket.server", "node-2/server-1",
                "supermarket.outcome", "priced",
                "supermarket.lines", 1L,
                "supermarket.revision", 12L));
    assertThat(all.get("worker").by())
        .containsEntry("service.name", "supermarket")
        .containsEntry("service.instance.id", "node-1");
    assertThat(all.toString()).doesNotContain("secret");
    assertThat(gateway.troubles()).isEmpty();
  }

  @Test
  void aBasketThatReachedNoWorkerHasNoSpansOfIt() throws Exception {
    SpanCollector collector = collector();
    tracing(Map.of("endpoint", collector.url() + "/"));
    BasketTrace trace = spans().begin(CLIENT);
    Answer refused = Answer.rejected(Reason.OVERLOADED, "secret words", "node-2/server-1");

    spans().served(request(trace.carried()), refused, SERVED);
    spans().answered(answered(trace, 500, 0));
    await().until(() -> collector.spans().size() == 2);

    Received request = collector.spans().get("POST /api/basket");
    assertThat(request.span().getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(request.attributes()).containsEntry("error.type", "user_server_error");
    assertThat(collector.spans().get("basket server").attributes())
        .containsEntry("supermarket.outcome", "overloaded");
    assertThat(collector.spans().toString()).doesNotContain("secret");
  }

  @Test
  void aBasketWithoutATraceBeginsOne() throws Exception {
    SpanCollector collector = collector();
    tracing(Map.of("endpoint", collector.url() + "/v1/traces"));
    BasketTrace trace = spans().begin(null);

    assertThat(trace.context().isSampled()).isTrue();
    spans().answered(answered(trace, 200, SENT));
    await().until(() -> collector.spans().size() == 2);

    Span request = collector.spans().get("POST /api/basket").span();
    assertThat(hex(request.getTraceId())).isEqualTo(trace.context().traceId());
    assertThat(hex(request.getSpanId())).isEqualTo(trace.context().spanId());
    assertThat(request.getParentSpanId().isEmpty()).isTrue();
  }

  @Test
  void whoIsNotSampledHasNoSpans() throws Exception {
    SpanCollector collector = collector();
    Tracing tracing = tracing(Map.of("endpoint", collector.url(), "percent", 0));

    assertThat(spans().begin(null)).isNull();
    BasketTrace trace = spans().begin(NOT_SAMPLED);
    assertThat(trace).isEqualTo(BasketTrace.passedOn(NOT_SAMPLED));
    spans().answered(answered(trace, 200, SENT));
    spans().answered(answered(null, 200, SENT));
    // A client that is sampled is traced, whatever the percentage.
    spans().answered(answered(spans().begin(CLIENT), 200, 0));
    tracing.stop();

    assertThat(collector.spans()).containsOnlyKeys("POST /api/basket");
  }

  @Test
  void thePercentageSaysHowManyBasketsBeginATrace() throws Exception {
    tracing(Map.of("endpoint", collector().url(), "percent", 25));
    int begun = 0;
    for (int i = 0; i < 10_000; i++) {
      begun += spans().begin(null) == null ? 0 : 1;
    }
    // Ten standard deviations.
    assertThat(begun).isBetween(2_067, 2_933);
  }

  @Test
  void withoutAnEndpointThereIsNothing() throws Exception {
    Tracing tracing = tracing(Map.of());
    assertThat(services).isEmpty();
    assertThat(tracing.troubles()).isEmpty();

    SpanCollector collector = collector();
    tracing.modified(config(Map.of("endpoint", collector.url())));
    assertThat(services).hasSize(2);
    spans().answered(answered(spans().begin(CLIENT), 200, 0));

    tracing.modified(config(Map.of()));
    assertThat(services).isEmpty();
    assertThat(collector.spans()).containsOnlyKeys("POST /api/basket");
  }

  @Test
  void aCollectorThatTakesNoSpansIsAWarningUntilItDoes() throws Exception {
    SpanCollector collector = collector();
    collector.status(400);
    Tracing tracing = tracing(Map.of("endpoint", collector.url()));
    spans().answered(answered(spans().begin(CLIENT), 200, 0));

    await().until(() -> !tracing.troubles().isEmpty());
    assertThat(tracing.troubles()).extracting(Trouble::gravity).containsExactly(Gravity.WARNING);
    assertThat(tracing.troubles().getFirst().text())
        .isEqualTo(
            collector.url()
                + "/v1/traces takes no spans (it replies with an error); they are lost");

    collector.status(200);
    spans().answered(answered(spans().begin(CLIENT), 200, 0));
    await().until(() -> tracing.troubles().isEmpty());
  }

  @Test
  void itEndsItsThreadsAlsoIfNobodyTakesTheSpans() throws Exception {
    Set<Thread> before = threads();
    Tracing tracing = tracing(Map.of("endpoint", "http://127.0.0.1:1"));
    for (int i = 0; i < 10_000; i++) {
      spans().answered(answered(spans().begin(CLIENT), 200, SENT));
    }
    await().until(() -> !threads().equals(before));
    await().until(() -> !tracing.troubles().isEmpty());
    assertThat(tracing.troubles().getFirst().text()).contains("(ConnectException)");
    long began = System.nanoTime();
    tracing.stop();
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(6);
    await().untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("(?i).*(span|http|okhttp|otlp).*"))
        .collect(Collectors.toSet());
  }
}
