package supermarket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.TraceContext;
import supermarket.basket.api.operation.AnsweredBasket;
import supermarket.basket.api.operation.BasketTrace;
import supermarket.basket.api.operation.BasketTracer;

/** Traces of baskets, over HTTP. */
class TraceTest {

  private static final String BODY =
      "{\"supermarket_id\": \"sp1\", \"user_id\": \"u7\", \"items\": [\"GR1\"]}";
  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CLIENT = "00-" + TRACE_ID + "-00f067aa0ba902b7-01";

  private final BlockingQueue<AnsweredBasket> answered = new LinkedBlockingQueue<>();
  private HttpServer server;

  @AfterEach
  void stop() {
    server.stop(Duration.ofSeconds(5), Duration.ofMillis(200));
  }

  private void start(ScriptedBroker broker, @Nullable BasketTracer tracer) throws IOException {
    Traces traces = new Traces(() -> tracer);
    server = HttpServer.start(TestSettings.DEFAULTS, () -> broker, List::of, traces, answered::add);
  }

  private static String post(String body, String... fields) {
    StringBuilder all = new StringBuilder();
    for (String field : fields) {
      all.append("\r\n").append(field);
    }
    return RawClient.post(body).replaceFirst("\r\n", all + "\r\n");
  }

  private RawClient.Reply send(String request) throws IOException {
    try (RawClient client = new RawClient(server.address())) {
      return client.send(request).reply();
    }
  }

  private AnsweredBasket answered() throws InterruptedException {
    AnsweredBasket next = answered.poll(30, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  @ParameterizedTest
  @ValueSource(strings = {"traceparent: ", "TraceParent:\t ", "TRACEPARENT:"})
  void aTraceIsPassedOnReturnedAndTold(String name) throws Exception {
    ScriptedBroker broker = ScriptedBroker.pricing();
    start(broker, null);

    RawClient.Reply reply = send(post(BODY, name + CLIENT + " "));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers()).containsEntry("traceparent", CLIENT);
    AnsweredBasket basket = answered();
    assertThat(basket.trace()).isEqualTo(BasketTrace.passedOn(TraceContext.of(CLIENT)));
    assertThat(basket.status()).isEqualTo(200);
    assertThat(basket.sentNanos()).isBetween(1L, basket.tookNanos());
  }

  @Test
  void aTraceGoesOnWithTheBasket() throws Exception {
    ScriptedBroker broker = ScriptedBroker.leaving();
    start(broker, null);
    try (RawClient client = new RawClient(server.address())) {
      client.send(RawClient.post(BODY));
      assertThat(priced(broker).trace()).isNull();
      client.reply();
      client.send(post(BODY, "traceparent: " + CLIENT));
      assertThat(priced(broker).trace()).hasToString(CLIENT);
      client.reply();
    }
  }

  private static BasketRequest priced(ScriptedBroker broker) throws InterruptedException {
    BasketCall call = broker.next();
    call.answer().accept(ScriptedBroker.answer(ScriptedBroker.priced(call)));
    return call.request();
  }

  @Test
  void aBasketThatIsRefusedHasItsTraceToo() throws Exception {
    start(ScriptedBroker.pricing(), null);

    RawClient.Reply reply = send(post("{", "traceparent: " + CLIENT));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.headers()).containsEntry("traceparent", CLIENT);
    AnsweredBasket basket = answered();
    assertThat(basket.trace()).isEqualTo(BasketTrace.passedOn(TraceContext.of(CLIENT)));
    assertThat(basket.status()).isEqualTo(400);
    assertThat(basket.sentNanos()).isZero();
  }

  @Test
  void withoutAValidTraceThereIsNone() throws Exception {
    start(ScriptedBroker.pricing(), null);

    for (String request :
        new String[] {
          RawClient.post(BODY),
          post(BODY, "traceparent: 00-" + TRACE_ID + "-00f067aa0ba902b7"),
          post(BODY, "traceparent:"),
          post(BODY, "traceparent: " + CLIENT, "traceparent: " + CLIENT),
          post(BODY, "traceparent: " + CLIENT + "," + CLIENT),
          post(BODY, "tracestate: a=1"),
          post(BODY, "traceparent: \"; DROP TABLE traces; " + "x".repeat(4_000)),
        }) {
      RawClient.Reply reply = send(request);

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.headers()).doesNotContainKey("traceparent");
      assertThat(answered().trace()).isNull();
    }
  }

  @Test
  void whoMakesSpansSaysWhichTraceABasketBelongsTo() throws Exception {
    Tracer tracer = new Tracer();
    AtomicReference<TraceContext> carried = new AtomicReference<>();
    start(
        ScriptedBroker.doing(
            calls -> {
              BasketCall call = calls.getFirst();
              carried.set(call.request().trace());
              call.answer().accept(ScriptedBroker.answer(ScriptedBroker.priced(call)));
            }),
        tracer);

    RawClient.Reply given = send(post(BODY, "traceparent: " + CLIENT));
    assertThat(carried).hasValue(Tracer.CARRIED);
    RawClient.Reply none = send(post(BODY, "traceparent: nonsense"));

    assertThat(given.headers()).containsEntry("traceparent", Tracer.TOLD.toString());
    assertThat(carried).hasNullValue();
    assertThat(none.headers()).doesNotContainKey("traceparent");
    assertThat(answered().trace()).isSameAs(tracer.made.take());
    assertThat(answered().trace()).isNull();
  }

  /** Makes a span of its own for a client that has one. */
  private static final class Tracer implements BasketTracer {

    private static final TraceContext TOLD = TraceContext.of(CLIENT).within("00000000000000aa");
    private static final TraceContext CARRIED = TraceContext.of(CLIENT).within("00000000000000bb");

    private final BlockingQueue<BasketTrace> made = new LinkedBlockingQueue<>();

    @Override
    public @Nullable BasketTrace begin(@Nullable TraceContext client) {
      if (client == null) {
        return null;
      }
      BasketTrace.Spans spans = new BasketTrace.Spans(client, CARRIED, Instant.EPOCH);
      BasketTrace trace = new BasketTrace(TOLD, spans);
      made.add(trace);
      return trace;
    }

    @Override
    public void served(BasketRequest request, Answer answer, long tookNanos) {
      throw new AssertionError("there is no basket server here");
    }
  }
}
