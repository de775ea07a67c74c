package supermarket.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply.Rejected;
import supermarket.basket.api.Item;
import supermarket.basket.api.Reason;
import supermarket.basket.api.UserId;
import supermarket.basket.api.basket.BasketBroker;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;

/** The contract with stores: what goes in, what comes out. */
class HttpServerTest {

  private static final String BODY =
      "{\"supermarket_id\": \"sp1\", \"user_id\": \"u7\", \"items\": [\"GR1\", \"SR1\", \"GR1\"]}";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private HttpServer server;

  @AfterEach
  void stop() {
    client.close();
    if (server != null) {
      server.stop(Duration.ofSeconds(10), Duration.ZERO);
    }
  }

  @Test
  void answersWithThePriceOfTheBasket() throws Exception {
    start(ScriptedBroker.pricing());

    HttpResponse<String> reply = post(BODY);

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(reply.headers().firstValue("X-Request-Id")).isPresent();
    assertThat(reply.body())
        .isEqualTo(
            "{\"total_cost\":3.00,\"currency\":\"EUR\",\"revision\":0,\"lines\":["
                + "{\"product\":\"GR1\",\"quantity\":2,\"unit_price\":1.00,\"cost\":2.00,\"strategy\":\"flat-price\",\"strategy_version\":\"1.0.0\",\"name\":\"\",\"saving\":0.00},"
                + "{\"product\":\"SR1\",\"quantity\":1,\"unit_price\":1.00,\"cost\":1.00,\"strategy\":\"flat-price\",\"strategy_version\":\"1.0.0\",\"name\":\"\",\"saving\":0.00}]}");
  }

  @Test
  void handsTheBasketToTheBrokerWithIdAndDeadline() throws Exception {
    ScriptedBroker broker = ScriptedBroker.leaving();
    start(broker, TestSettings.deadline(Duration.ofSeconds(20)));
    var reply =
        client.sendAsync(
            basket(BODY).header("X-Request-Id", "my id").build(), BodyHandlers.ofString());

    BasketCall call = broker.next();

    assertThat(call.request().id()).isEqualTo("my id");
    assertThat(call.request().owner()).isEqualTo(new UserId("sp1", "u7"));
    assertThat(call.request().items()).containsExactly(new Item("GR1", 2), new Item("SR1", 1));
    assertThat(call.request().deadline().remaining(System.nanoTime()))
        .isBetween(1L, Duration.ofSeconds(20).toNanos());
    call.answer().accept(ScriptedBroker.answer(ScriptedBroker.priced(call)));
    assertThat(reply.get().headers().firstValue("X-Request-Id")).hasValue("my id");
  }

  @ParameterizedTest
  @CsvSource({
    "STRATEGY_NOT_FOUND, 422, strategy_not_found",
    "WRONG_MEASURE, 422, wrong_measure",
    "MISREAD, 422, misread",
    "MIXED_CURRENCIES, 422, mixed_currencies",
    "PRODUCT_SERVER_ERROR, 500, product_server_error",
    "USER_SERVER_ERROR, 500, user_server_error",
    "TIMEOUT, 504, timeout",
    "OVERLOADED, 503, overloaded",
    "BROKER_UNAVAILABLE, 503, broker_unavailable",
  })
  void answersARejectionWithItsProblem(Reason reason, int status, String word) throws Exception {
    start(
        ScriptedBroker.answering(
            new Rejected(reason, "product \"A\u2028B\" has gone", List.of("A\u2028B", "C"))));

    HttpResponse<String> reply = post(BODY);

    JsonNode problem = problem(reply, status, word);
    assertThat(problem.get("detail").asText()).isEqualTo("product \"A\u2028B\" has gone");
    assertThat(problem.get("products").valueStream().map(JsonNode::asText))
        .containsExactly("A\u2028B", "C");
    assertThat(reply.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void keepsTheConnectionAfterARejection(Reason reason) throws Exception {
    start(ScriptedBroker.answering(new Rejected(reason, "no")));

    try (RawClient raw = new RawClient(server.address())) {
      for (int i = 0; i < 3; i++) {
        RawClient.Reply reply = raw.send(RawClient.post(BODY)).reply();
        assertThat(reply.status()).isEqualTo(Problem.of(reason).status());
        assertThat(reply.headers()).doesNotContainEntry("connection", "close");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `` |
          {  |
          []  |
          {"supermarket_id": "s", "user_id": {}, "items": []} | user_id
          {"supermarket_id": "s", "items": []} | user_id
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A", "quantity": 1.5}]} | items[0].quantity
          """)
  void refusesWhatIsNoBasket(String body, String field) throws Exception {
    start(ScriptedBroker.pricing());

    JsonNode problem = problem(post(body), 400, "invalid_request");

    assertThat(problem.path("field").asText(null)).isEqualTo(field);
  }

  @Test
  void keepsTheConnectionAfterAnInvalidRequest() throws Exception {
    start(ScriptedBroker.pricing());

    try (RawClient raw = new RawClient(server.address())) {
      assertThat(raw.send(RawClient.post("{oops}" + " ".repeat(40_000))).reply().status())
          .isEqualTo(400);
      assertThat(raw.send(RawClient.post(BODY)).reply().status()).isEqualTo(200);
    }
  }

  @Test
  void refusesBytesThatAreNotUtf8() throws Exception {
    start(ScriptedBroker.pricing());
    byte[] body = BODY.getBytes(UTF_8);
    body[BODY.indexOf("GR1")] = (byte) 0xC0;

    HttpResponse<String> reply =
        client.send(
            request("/api/basket")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofString());

    assertThat(problem(reply, 400, "invalid_request").get("field").asText()).isEqualTo("items[0]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/json; charset=iso-8859-1",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x"
      })
  void refusesWhatIsNotJson(String type) throws Exception {
    start(ScriptedBroker.pricing());

    HttpResponse<String> reply =
        client.send(
            request("/api/basket")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(BODY))
                .build(),
            BodyHandlers.ofString());

    problem(reply, 415, "unsupported_media_type");
  }

  @Test
  void refusesABodyWithoutTypeOrWithAnEncoding() throws Exception {
    start(ScriptedBroker.pricing());

    problem(
        client.send(
            request("/api/basket").POST(BodyPublishers.ofString(BODY)).build(),
            BodyHandlers.ofString()),
        415,
        "unsupported_media_type");
    problem(
        client.send(
            basket(BODY).header("Content-Encoding", "gzip").build(), BodyHandlers.ofString()),
        415,
        "unsupported_media_type");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/basket, 'POST, OPTIONS'",
    "HEAD, /api/basket, 'POST, OPTIONS'",
    "PUT, /api/basket, 'POST, OPTIONS'",
    "DELETE, /api/basket, 'POST, OPTIONS'",
    "POST, /health/live, 'GET, HEAD, OPTIONS'",
    "POST, /health/ready, 'GET, HEAD, OPTIONS'",
    "PATCH, /openapi.json, 'GET, HEAD, OPTIONS'",
  })
  void refusesOtherMethods(String method, String path, String allowed) throws Exception {
    start(ScriptedBroker.pricing());

    HttpResponse<String> reply =
        client.send(
            request(path).method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());

    assertThat(reply.headers().firstValue("Allow")).hasValue(allowed);
    if (method.equals("HEAD")) {
      assertThat(reply.statusCode()).isEqualTo(405);
      assertThat(reply.body()).isEmpty();
    } else {
      problem(reply, 405, "method_not_allowed");
    }
  }

  @ParameterizedTest
  @CsvSource({"/api/basket, 'POST, OPTIONS'", "/health/live, 'GET, HEAD, OPTIONS'"})
  void tellsItsMethods(String path, String allowed) throws Exception {
    start(ScriptedBroker.pricing());

    HttpResponse<String> reply =
        client.send(
            request(path).method("OPTIONS", BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());

    assertThat(reply.statusCode()).isEqualTo(204);
    assertThat(reply.headers().firstValue("Allow")).hasValue(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api",
        "/api/basket/",
        "/api/baskets",
        "/health",
        "/API/BASKET",
        "/api%2Fbasket"
      })
  void knowsNoOtherPaths(String path) throws Exception {
    start(ScriptedBroker.pricing());

    problem(
        client.send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(BODY))
                .build(),
            BodyHandlers.ofString()),
        404,
        "not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready", "/openapi.json"})
  void answersHeadLikeGetWithoutABody(String path) throws Exception {
    start(ScriptedBroker.pricing());

    HttpResponse<String> get = client.send(request(path).build(), BodyHandlers.ofString());
    HttpResponse<String> head = client.send(request(path).HEAD().build(), BodyHandlers.ofString());

    assertThat(get.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(get.body()).isObject()).isTrue();
    assertThat(get.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Length"))
        .isEqualTo(get.headers().firstValue("Content-Length"));
  }

  @Test
  void isReadyWhenAnEmptyBasketComesBackPriced() throws Exception {
    ScriptedBroker broker = ScriptedBroker.leaving();
    start(broker);
    var reply = client.sendAsync(request("/health/ready").build(), BodyHandlers.ofString());

    BasketCall call = broker.next();
    assertThat(call.request().items()).isEmpty();
    assertThat(call.request().deadline().remaining(System.nanoTime()))
        .isLessThanOrEqualTo(Duration.ofSeconds(1).toNanos());
    call.answer().accept(ScriptedBroker.answer(ScriptedBroker.priced(call)));

    assertThat(reply.get().statusCode()).isEqualTo(200);
    assertThat(reply.get().body()).isEqualTo("{\"status\":\"ready\"}");
  }

  @Test
  void oneProbeOfReadinessIsSharedByAllWhoAsk() throws Exception {
    ScriptedBroker broker = ScriptedBroker.leaving();
    start(broker);
    int asking = 200;
    List<CompletableFuture<HttpResponse<String>>> replies =
        IntStream.range(0, asking)
            .mapToObj(
                i -> client.sendAsync(request("/health/ready").build(), BodyHandlers.ofString()))
            .toList();

    // Each that is answered comes from a probe that was under way or had just come back.
    int probes = 0;
    while (replies.stream().anyMatch(reply -> !reply.isDone())) {
      BasketCall call = broker.poll();
      if (call != null) {
        probes++;
        call.answer().accept(ScriptedBroker.answer(ScriptedBroker.priced(call)));
      }
    }
    for (CompletableFuture<HttpResponse<String>> reply : replies) {
      assertThat(reply.get().statusCode()).isEqualTo(200);
    }
    assertThat(probes).isBetween(1, asking / 10);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"OVERLOADED", "TIMEOUT"})
  void isReadyWhileBasketsArePricedHoweverMuchThereIsToDo(Reason reason) throws Exception {
    start(
        ScriptedBroker.doing(
            calls -> {
              for (BasketCall call : calls) {
                call.answer()
                    .accept(
                        ScriptedBroker.answer(
                            call.request().items().isEmpty()
                                ? new Rejected(reason, "too much")
                                : ScriptedBroker.priced(call)));
              }
            }));

    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(post(BODY).statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void isNotReadyWhileAPartOfTheNodeSaysSo() throws Exception {
    List<Trouble> troubles = new CopyOnWriteArrayList<>();
    server =
        HttpServer.start(
            TestSettings.DEFAULTS,
            ScriptedBroker::pricing,
            () -> troubles,
            TestSettings.NO_TRACES,
            basket -> {});
    troubles.add(new Trouble("log", Gravity.WARNING, "the disk is nearly full"));
    assertThat(get("/health/ready").body()).isEqualTo("{\"status\":\"ready\"}");

    troubles.add(new Trouble("catalogue", Gravity.NOT_READY, "is missing " + "x".repeat(9_999)));
    JsonNode problem = problem(get("/health/ready"), 503, "not_ready");

    assertThat(problem.get("detail").asText())
        .startsWith("catalogue: is missing")
        .hasSizeLessThan(300);
  }

  @Test
  void answersForABrokerThatFailsWithAnError() throws Exception {
    start(
        ScriptedBroker.doing(
            calls -> {
              throw new StackOverflowError();
            }));

    problem(post(BODY), 503, "broker_unavailable");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/basket", "/health/live", "/health/ready", "/openapi.json", "/"})
  void servesNoOtherHosts(String path) throws Exception {
    start(ScriptedBroker.pricing());

    try (RawClient raw = new RawClient(server.address())) {
      RawClient.Reply reply =
          raw.send("GET " + path + " HTTP/1.1\r\nHost: evil.example:80\r\n\r\n").reply();
      assertThat(reply.status()).isEqualTo(421);
      assertThat(reply.body()).contains("\"misdirected\"", "'hosts'");
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  @Test
  void isAliveButNotReadyWithoutABroker() throws Exception {
    start((BasketBroker) null);

    HttpResponse<String> ready =
        client.send(request("/health/ready").build(), BodyHandlers.ofString());
    HttpResponse<String> live =
        client.send(request("/health/live").build(), BodyHandlers.ofString());

    assertThat(problem(ready, 503, "not_ready").get("detail").asText())
        .startsWith("broker_unavailable: ");
    assertThat(ready.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(live.body()).isEqualTo("{\"status\":\"live\"}");
  }

  @Test
  void refusesBasketsAtOnceWithoutABroker() throws Exception {
    start((BasketBroker) null);

    HttpResponse<String> reply = post(BODY);

    problem(reply, 503, "broker_unavailable");
    assertThat(reply.headers().firstValue("Retry-After")).hasValue("1");
  }

  @Test
  void outlivesABrokerThatThrows() throws Exception {
    start(
        ScriptedBroker.doing(
            calls -> {
              throw new IllegalStateException("stopped in between");
            }));

    problem(post(BODY), 503, "broker_unavailable");
    problem(post(BODY), 503, "broker_unavailable");
  }

  @Test
  void takesTheFirstAnswerOnly() throws Exception {
    start(
        ScriptedBroker.doing(
            calls -> {
              for (BasketCall call : calls) {
                call.answer().accept(ScriptedBroker.answer(ScriptedBroker.priced(call)));
                call.answer().accept(ScriptedBroker.answer(new Rejected(Reason.TIMEOUT, "late")));
              }
            }));

    for (int i = 0; i < 3; i++) {
      assertThat(post(BODY).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void answersForABrokerThatDoesNot() throws Exception {
    ScriptedBroker broker = ScriptedBroker.leaving();
    start(broker, TestSettings.deadline(Duration.ofMillis(1)));

    problem(post(BODY), 504, "timeout");

    // What comes after that is dropped, and harms nobody.
    BasketCall late = broker.next();
    late.answer().accept(ScriptedBroker.answer(ScriptedBroker.priced(late)));
    problem(post(BODY), 504, "timeout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/basket", "/health/live", "/nowhere"})
  void echoesTheRequestIdEverywhere(String path) throws Exception {
    start(ScriptedBroker.pricing());

    HttpResponse<String> given =
        client.send(
            request(path).header("X-Request-Id", "id \"7\"").build(), BodyHandlers.ofString());
    HttpResponse<String> tooLong =
        client.send(
            request(path).header("X-Request-Id", "x".repeat(129)).build(), BodyHandlers.ofString());

    assertThat(given.headers().firstValue("X-Request-Id")).hasValue("id \"7\"");
    assertThat(tooLong.headers().firstValue("X-Request-Id").orElseThrow()).hasSizeBetween(3, 40);
    if (given.statusCode() != 200) {
      assertThat(JSON.readTree(given.body()).get("request_id").asText()).isEqualTo("id \"7\"");
    }
  }

  @Test
  void answersALargeBasketWithManyLines() throws Exception {
    start(ScriptedBroker.pricing());
    StringBuilder body =
        new StringBuilder("{\"supermarket_id\": 1, \"user_id\": 2, \"items\": [\"P0\"");
    for (int i = 1; i < 100_000; i++) {
      body.append(", \"P").append(i % 1_000).append('"');
    }

    HttpResponse<String> reply = post(body.append("]}").toString());

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).startsWith("{\"total_cost\":100000.00,");
    assertThat(JSON.readTree(reply.body()).get("lines")).hasSize(1_000);
  }

  private void start(BasketBroker broker) throws IOException {
    start(broker, TestSettings.DEFAULTS);
  }

  private void start(BasketBroker broker, Settings settings) throws IOException {
    server =
        HttpServer.start(settings, () -> broker, List::of, TestSettings.NO_TRACES, basket -> {});
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return client.send(basket(body).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder basket(String body) {
    return request("/api/basket")
        .header("Content-Type", "application/json; charset=utf-8")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.address().getPort() + path));
  }

  private static JsonNode problem(HttpResponse<String> reply, int status, String word)
      throws IOException {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
    assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = JSON.readTree(reply.body());
    assertThat(problem.get("type").asText()).isEqualTo("urn:supermarket:error:" + word);
    assertThat(problem.get("title").asText()).isNotEmpty();
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("error").asText()).isEqualTo(word);
    assertThat(problem.get("request_id").asText())
        .isEqualTo(reply.headers().firstValue("X-Request-Id").orElseThrow());
    return problem;
  }
}
