package supermarket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.LookUp;
import supermarket.basket.api.PriceTag;
import supermarket.basket.api.Reason;
import supermarket.basket.api.SoldBy;
import supermarket.basket.api.basket.BasketBroker;

/** Prices that are looked up over HTTP. */
class LookUpTest {

  private static final PriceTag TEA =
      new PriceTag(
          "TEA",
          "Green tea",
          SoldBy.PIECE,
          "food",
          "DEP25",
          List.of("4006381333931"),
          new PriceTag.Price(Money.parse("EUR 3.10"), "bogof", "buy one, get one free", ""),
          List.of(
              new PriceTag.Later(
                  OffsetDateTime.parse("2026-12-07T00:00:00+01:00"),
                  new PriceTag.Price(Money.parse("EUR 2.90"), "flat-price", "", ""))));
  private static final PriceTag GONE =
      new PriceTag(
          "GONE",
          "",
          SoldBy.WEIGHT,
          "",
          "",
          List.of(),
          PriceTag.Price.none("no strategy"),
          List.of());

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

  private void start(BasketBroker broker) throws IOException {
    server =
        HttpServer.start(
            TestSettings.DEFAULTS, () -> broker, List::of, TestSettings.NO_TRACES, basket -> {});
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.address().getPort() + path));
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void aProductHasItsPriceOfNowAndThoseToCome() throws Exception {
    start(ScriptedBroker.answering(new BasketReply.Tags(List.of(TEA), "")));

    HttpResponse<String> reply = get("/api/products/TEA?store=sp1");

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(reply.body())
        .isEqualTo(
            "{\"product\":\"TEA\",\"name\":\"Green tea\",\"sold_by\":\"piece\","
                + "\"vat_class\":\"food\",\"deposit\":\"DEP25\",\"gtins\":[\"4006381333931\"],"
                + "\"unit_price\":3.10,\"currency\":\"EUR\",\"strategy\":\"bogof\","
                + "\"rule\":\"buy one, get one free\",\"later\":[{"
                + "\"from\":\"2026-12-07T00:00:00+01:00\",\"unit_price\":2.90,"
                + "\"currency\":\"EUR\",\"strategy\":\"flat-price\"}]}");
  }

  @Test
  void aPageHasProductsAndWhereTheNextBegins() throws Exception {
    start(ScriptedBroker.answering(new BasketReply.Tags(List.of(GONE, TEA), "TEA")));

    JsonNode page = new JsonMapper().readTree(get("/api/products?store=sp1").body());

    assertThat(page.get("next").asText()).isEqualTo("TEA");
    assertThat(page.get("products").get(0).toString())
        .isEqualTo(
            "{\"product\":\"GONE\",\"name\":\"\",\"sold_by\":\"weight\",\"unpriced\":\"no"
                + " strategy\"}");
    assertThat(page.get("products").get(1).get("product").asText()).isEqualTo("TEA");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/products/A%2FB%20%C3%A9+?store=s%C3%A9+1, sé 1, A/B é+",
    "/api/products/4006381333931?store=1, 1, 4006381333931",
    "/api/products/a;b=c?store=1&, 1, a;b=c",
  })
  void whatIsEncodedIsDecodedOnce(String path, String store, String scanned) throws Exception {
    ScriptedBroker broker = ScriptedBroker.leaving();
    start(broker);

    var reply = client.sendAsync(request(path).build(), BodyHandlers.ofString());
    BasketCall call = broker.next();
    call.answer().accept(ScriptedBroker.answer(new BasketReply.Tags(List.of(TEA), "")));

    assertThat(call.request().owner().supermarket()).isEqualTo(store);
    assertThat(call.request().lookUp()).isEqualTo(new LookUp.One(scanned));
    assertThat(call.request().items()).isEmpty();
    assertThat(reply.get().statusCode()).isEqualTo(200);
  }

  @Test
  void aPageBeginsAfterACode() throws Exception {
    ScriptedBroker broker = ScriptedBroker.leaving();
    start(broker);

    var reply =
        client.sendAsync(
            request("/api/products?after=A%26B&store=1").build(), BodyHandlers.ofString());
    BasketCall call = broker.next();
    call.answer().accept(ScriptedBroker.answer(new BasketReply.Tags(List.of(), "")));

    assertThat(call.request().lookUp()).isEqualTo(new LookUp.Page("A&B"));
    assertThat(reply.get().body()).isEqualTo("{\"products\":[]}");
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() throws Exception {
    start(ScriptedBroker.answering(new BasketReply.Tags(List.of(TEA), "")));
    String path = "/api/products/TEA?store=sp1";
    String tag = get(path).headers().firstValue("ETag").orElseThrow();

    for (String known : List.of(tag, "\"other\", W/" + tag, " *")) {
      HttpResponse<String> same = get(path, "If-None-Match", known);
      assertThat(same.statusCode()).as(known).isEqualTo(304);
      assertThat(same.body()).isEmpty();
      assertThat(same.headers().firstValue("ETag")).hasValue(tag);
      assertThat(same.headers().firstValue("Content-Length")).isEmpty();
    }
    for (String other : List.of("\"other\"", "\"a, *, b\"", "\"open, " + tag)) {
      assertThat(get(path, "If-None-Match", other).statusCode()).as(other).isEqualTo(200);
    }
  }

  @Test
  void anotherAnswerHasAnotherTagAndTheSameOneTheSame() {
    Bytes tea = new Bytes();
    TagReplies.one(tea, TEA);
    Bytes again = new Bytes();
    TagReplies.one(again, TEA);
    Bytes gone = new Bytes();
    TagReplies.one(gone, GONE);

    assertThat(EntityTag.of(tea.view())).isEqualTo(EntityTag.of(again.view()));
    assertThat(EntityTag.of(tea.view())).isNotEqualTo(EntityTag.of(gone.view()));
  }

  @Test
  void aStoreHasOnePageAtATimeAndAllTogetherAFew() throws Exception {
    ScriptedBroker broker = ScriptedBroker.leaving();
    start(broker);

    var first = client.sendAsync(request("/api/products?store=1").build(), BodyHandlers.ofString());
    BasketCall left = broker.next();
    assertThat(get("/api/products?store=1").statusCode()).isEqualTo(503);
    var second =
        client.sendAsync(request("/api/products?store=2").build(), BodyHandlers.ofString());
    BasketCall other = broker.next();
    assertThat(get("/api/products?store=3").headers().firstValue("Retry-After")).hasValue("1");
    var one = client.sendAsync(request("/api/products/A?store=1").build(), BodyHandlers.ofString());
    BasketCall single = broker.next();

    assertThat(single.request().owner()).isNotEqualTo(left.request().owner());
    for (BasketCall each : List.of(left, other, single)) {
      each.answer().accept(ScriptedBroker.answer(new BasketReply.Tags(List.of(TEA), "")));
    }
    for (var each : List.of(first, second, one)) {
      assertThat(each.get().statusCode()).isEqualTo(200);
    }
    var again = client.sendAsync(request("/api/products?store=1").build(), BodyHandlers.ofString());
    broker.next().answer().accept(ScriptedBroker.answer(new BasketReply.Tags(List.of(), "")));
    assertThat(again.get().statusCode()).isEqualTo(200);
  }

  /** What waits for its client counts among the bytes that are bounded for all together. */
  @Test
  void aReplyThatNobodyTakesIsNotKept() throws Exception {
    PriceTag large =
        new PriceTag(
            "LARGE",
            "x".repeat(32 * 1024 * 1024),
            SoldBy.PIECE,
            "",
            "",
            List.of(),
            TEA.now(),
            List.of());
    ScriptedBroker broker = ScriptedBroker.leaving();
    server =
        HttpServer.start(
            TestSettings.limits(1_000, 10, 10),
            () -> broker,
            List::of,
            TestSettings.NO_TRACES,
            basket -> {});

    try (RawClient raw = new RawClient(server.address())) {
      raw.send("GET /api/products/LARGE?store=1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
      broker
          .next()
          .answer()
          .accept(ScriptedBroker.answer(new BasketReply.Tags(List.of(large), "")));
      var other =
          client.sendAsync(request("/api/products/TEA?store=1").build(), BodyHandlers.ofString());
      broker.next().answer().accept(ScriptedBroker.answer(new BasketReply.Tags(List.of(TEA), "")));
      assertThat(other.get().statusCode()).as("the one before has been dealt with").isEqualTo(200);
      assertThat(raw.received()).isLessThan(large.name().length());
    }
  }

  /** The target names the host itself, and nothing of it. */
  @ParameterizedTest
  @ValueSource(strings = {"http://localhost", "http://localhost?store=1", "http://localhost/"})
  void aTargetWithoutAPathIsAnsweredAndTheConnectionGoesOn(String target) throws Exception {
    start(ScriptedBroker.answering(new BasketReply.Tags(List.of(TEA), "")));

    try (RawClient raw = new RawClient(server.address())) {
      for (int i = 0; i < 2; i++) {
        raw.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(raw.reply().status()).isEqualTo(404);
      }
      raw.send("GET http://localhost/api/products/A?store=1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(raw.reply().status()).isEqualTo(200);
    }
  }

  @Test
  void answersHeadWithoutABody() throws Exception {
    start(ScriptedBroker.answering(new BasketReply.Tags(List.of(TEA), "")));

    HttpResponse<String> head =
        client.send(request("/api/products/TEA?store=1").HEAD().build(), BodyHandlers.ofString());

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("ETag")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/products, store",
    "/api/products/TEA, store",
    "/api/products/TEA?store=, store",
    "/api/products/TEA?store=a&store=b, store",
    "/api/products/TEA?store=a&after=b, ",
    "/api/products/TEA?store=a&stroe=b, ",
    "/api/products?store=%FF, store",
    "/api/products/%C0%80?store=a, product",
    "/api/products?store=a&after=, after",
  })
  void aQueryThatMakesNoSenseIsRefusedWithItsField(String path, String field) throws Exception {
    start(ScriptedBroker.answering(new BasketReply.Tags(List.of(TEA), "")));

    HttpResponse<String> reply = get(path);

    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
    JsonNode problem = new JsonMapper().readTree(reply.body());
    assertThat(problem.get("error").asText()).isEqualTo("invalid_request");
    assertThat(problem.path("field").asText(null)).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/products/",
        "/api/products/A/B",
        "/api/productsA",
        "/api/products;A",
        "/api/product"
      })
  void otherPathsAreNotThere(String path) throws Exception {
    start(ScriptedBroker.pricing());

    assertThat(get(path + "?store=1").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "PRODUCT_NOT_FOUND, 404, product_not_found",
    "STORE_NOT_FOUND, 404, store_not_found",
    "MISREAD, 422, misread",
    "OVERLOADED, 503, overloaded",
  })
  void aRejectionIsAProblem(Reason reason, int status, String word) throws Exception {
    start(ScriptedBroker.answering(new BasketReply.Rejected(reason, "why", List.of("TEA"))));

    HttpResponse<String> reply = get("/api/products/TEA?store=1");

    assertThat(reply.statusCode()).isEqualTo(status);
    assertThat(reply.body()).contains("\"error\":\"" + word + "\"");
    assertThat(reply.headers().firstValue("ETag")).isEmpty();
  }

  /** It prices the basket, which is empty. */
  @Test
  void aBasketServerOfAnEarlierReleaseIsNotBelieved() throws Exception {
    start(ScriptedBroker.pricing());

    HttpResponse<String> reply = get("/api/products/TEA?store=1");

    assertThat(reply.statusCode()).isEqualTo(503);
    assertThat(reply.body()).contains("\"error\":\"behind\"");
  }

  @Test
  void otherMethodsAreRefused() throws Exception {
    start(ScriptedBroker.pricing());

    HttpResponse<String> reply =
        client.send(request("/api/products/TEA?store=1").DELETE().build(), BodyHandlers.ofString());

    assertThat(reply.statusCode()).isEqualTo(405);
    assertThat(reply.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
  }
}
