package supermarket.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.basket.api.BasketCall;

/** What clients may do to a connection, and how the server ends. */
class ConnectionTest {

  private static final String BODY =
      "{\"supermarket_id\": \"sp1\", \"user_id\": \"u7\", \"items\": [\"GR1\"]}";
  private static final String CHUNKED =
      RawClient.post("").replace("Content-Length: 0", "Transfer-Encoding: chunked");

  private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private HttpServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(Duration.ofSeconds(10), Duration.ZERO);
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws Exception {
    start(ScriptedBroker.pricing(), TestSettings.DEFAULTS);

    try (RawClient raw = new RawClient(server.address())) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        requests.append(RawClient.post(BODY.replace("GR1", "P" + i)));
        requests.append(LIVE);
        requests.append(RawClient.post("{\"oops\": " + i));
      }
      raw.send(requests.toString());
      for (int i = 0; i < 50; i++) {
        assertThat(raw.reply().body()).contains("\"P" + i + "\"");
        assertThat(raw.reply().body()).contains("live");
        assertThat(raw.reply().status()).isEqualTo(400);
      }
    }
  }

  @Test
  void readsABodyThatComesByteByByte() throws Exception {
    start(ScriptedBroker.pricing(), TestSettings.DEFAULTS);

    try (RawClient raw = new RawClient(server.address())) {
      for (byte each : RawClient.post(BODY).getBytes(UTF_8)) {
        raw.send(new byte[] {each});
      }
      assertThat(raw.reply().status()).isEqualTo(200);
    }
  }

  @Test
  void readsAChunkedBody() throws Exception {
    start(ScriptedBroker.pricing(), TestSettings.DEFAULTS);

    try (RawClient raw = new RawClient(server.address())) {
      for (int round = 0; round < 2; round++) {
        raw.send(CHUNKED);
        for (String piece :
            List.of(BODY.substring(0, 5), BODY.substring(5, 40), BODY.substring(40))) {
          raw.send(chunk(piece));
        }
        assertThat(raw.send("0\r\n\r\n").reply().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void asksForABodyThatIsHeldBack() throws Exception {
    start(ScriptedBroker.pricing(), TestSettings.DEFAULTS);

    try (RawClient raw = new RawClient(server.address())) {
      raw.send(
          RawClient.post("")
              .replace("Length: 0", "Length: " + BODY.length() + "\r\nExpect: 100-continue"));
      assertThat(raw.reply().status()).isEqualTo(100);
      assertThat(raw.send(BODY).reply().status()).isEqualTo(200);
      assertThat(raw.send(RawClient.post(BODY)).reply().status()).isEqualTo(200);
    }
  }

  @Test
  void refusesABodyThatIsHeldBackWithoutAskingForIt() throws Exception {
    start(ScriptedBroker.pricing(), TestSettings.limits(100, 10, 10));

    try (RawClient raw = new RawClient(server.address())) {
      raw.send(RawClient.post("").replace("Length: 0", "Length: 101\r\nExpect: 100-continue"));
      RawClient.Reply reply = raw.reply();
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.headers()).containsEntry("connection", "close");
      assertThat(raw.isClosed()).isTrue();
    }
  }

  @Test
  void acceptsABodyOfTheLimitAndNotOneByteMore() throws Exception {
    start(ScriptedBroker.pricing(), TestSettings.limits(1_000, 10, 10));
    String largest = BODY + " ".repeat(1_000 - BODY.length());

    try (RawClient raw = new RawClient(server.address())) {
      assertThat(raw.send(RawClient.post(largest)).reply().status()).isEqualTo(200);
      assertThat(raw.send(CHUNKED + chunk(largest) + "0\r\n\r\n").reply().status()).isEqualTo(200);

      RawClient.Reply known = raw.send(RawClient.post(largest + " ")).reply();
      assertThat(known.status()).isEqualTo(413);
      assertThat(known.body()).contains("\"too_large\"", "1000 bytes");

      // So short a rest is read, and the connection lives on.
      assertThat(raw.send(CHUNKED + chunk(largest + " ") + "0\r\n\r\n").reply().status())
          .isEqualTo(413);
      assertThat(raw.send(RawClient.post(BODY)).reply().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesAnEndlessBodyWhileItComes(boolean chunked) throws Exception {
    start(ScriptedBroker.pricing(), TestSettings.limits(100_000, 10, 10));
    String head =
        chunked ? CHUNKED : RawClient.post("").replace("Length: 0", "Length: 1000000000000");

    try (RawClient raw = new RawClient(server.address())) {
      raw.send(head);
      Thread sender = Thread.ofVirtual().start(() -> sendForEver(raw, chunked));
      RawClient.Reply reply = raw.reply();
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.headers()).containsEntry("connection", "close");
      sender.join();
    }
  }

  private static void sendForEver(RawClient raw, boolean chunked) {
    String spaces = " ".repeat(10_000);
    byte[] piece = (chunked ? chunk(spaces) : spaces).getBytes(UTF_8);
    try {
      while (true) {
        raw.send(piece);
      }
    } catch (IOException e) {
      // The server has closed the connection at last.
    }
  }

  @Test
  void stopsReadingAtTheFirstItemTooMany() throws Exception {
    start(ScriptedBroker.pricing(), TestSettings.limits(1 << 20, 2, 10));

    try (RawClient raw = new RawClient(server.address())) {
      // All of the limit is announced; the rest never comes.
      raw.send(RawClient.post("").replace("Length: 0", "Length: 1000000"));
      raw.send(BODY.replace("]}", ", \"B\", \"C\""));
      RawClient.Reply reply = raw.reply();
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.body()).contains("at most 2 items");
    }
  }

  @Test
  void doesNotWaitForEverForABody() throws Exception {
    start(ScriptedBroker.pricing(), TestSettings.bodyTimeout(Duration.ofMillis(1)));

    try (RawClient raw = new RawClient(server.address())) {
      raw.send(RawClient.post(BODY).substring(0, 120));
      RawClient.Reply reply = raw.reply();
      assertThat(reply.status()).isEqualTo(408);
      assertThat(reply.headers()).containsEntry("connection", "close");
      assertThat(reply.body()).contains("\"request_timeout\"");
      assertThat(raw.isClosed()).isTrue();
    }
  }

  @Test
  void refusesMoreThanCanBeInFlightAtOnce() throws Exception {
    ScriptedBroker broker = ScriptedBroker.leaving();
    start(broker, TestSettings.maxInFlight(1));

    try (RawClient first = new RawClient(server.address());
        RawClient second = new RawClient(server.address())) {
      first.send(RawClient.post(BODY));
      BasketCall call = broker.next();

      RawClient.Reply refused = second.send(RawClient.post(BODY)).reply();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.headers()).containsEntry("retry-after", "1");
      assertThat(refused.body()).contains("\"overloaded\"");

      call.answer().accept(ScriptedBroker.answer(ScriptedBroker.priced(call)));
      assertThat(first.reply().status()).isEqualTo(200);
      second.send(RawClient.post(BODY));
      BasketCall next = broker.next();
      next.answer().accept(ScriptedBroker.answer(ScriptedBroker.priced(next)));
      assertThat(second.reply().status()).isEqualTo(200);
    }
  }

  @Test
  void waitsForAClientThatReadsSlowly() throws Exception {
    start(ScriptedBroker.pricing(), TestSettings.DEFAULTS);
    String codes =
        IntStream.range(0, 1_000).mapToObj(i -> "\"P" + i + "\"").collect(Collectors.joining(","));
    byte[] large = RawClient.post(BODY.replace("\"GR1\"", codes)).getBytes(UTF_8);
    int rounds = 150;

    try (RawClient raw = new RawClient(server.address())) {
      // More than the buffers of both sides hold, so that replies stay behind half written.
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < rounds; i++) {
                      sendOrFail(raw, large);
                    }
                  });
      try (RawClient other = new RawClient(server.address())) {
        assertThat(other.send(RawClient.post(BODY)).reply().status()).isEqualTo(200);
      }
      String first = raw.reply().body();
      assertThat(first).startsWith("{\"total_cost\":1000.00,").endsWith("}]}");
      for (int i = 1; i < rounds; i++) {
        assertThat(raw.reply().body().equals(first)).isTrue();
      }
      sender.join();
    }
  }

  private static void sendOrFail(RawClient raw, byte[] bytes) {
    try {
      raw.send(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void forgetsAClientThatLeavesBeforeItsAnswer() throws Exception {
    ScriptedBroker broker = ScriptedBroker.leaving();
    start(broker, TestSettings.maxInFlight(1));
    for (int i = 0; i < 3; i++) {
      BasketCall call;
      try (RawClient raw = new RawClient(server.address())) {
        raw.send(RawClient.post(BODY));
        call = broker.next();
      }
      call.answer().accept(ScriptedBroker.answer(ScriptedBroker.priced(call)));
    }

    // Its place is free again: nothing of it is left.
    assertThat(server.stop(Duration.ofSeconds(30), Duration.ZERO)).isTrue();
  }

  @Test
  void whatComesWhileABasketWaitsIsTakenAfterItsAnswer() throws Exception {
    ScriptedBroker broker = ScriptedBroker.leaving();
    start(broker, TestSettings.ioThreads(1));
    try (RawClient raw = new RawClient(server.address());
        RawClient other = new RawClient(server.address())) {
      raw.send(RawClient.post(BODY));
      BasketCall first = broker.next();
      raw.send(RawClient.post(BODY));
      // Once another connection's basket has come, the IO thread has seen the second one, too.
      other.send(RawClient.post(BODY));
      BasketCall others = broker.next();
      assertThat(broker.isEmpty()).isTrue();
      first.answer().accept(ScriptedBroker.answer(ScriptedBroker.priced(first)));
      assertThat(raw.reply().status()).isEqualTo(200);
      BasketCall second = broker.next();
      second.answer().accept(ScriptedBroker.answer(ScriptedBroker.priced(second)));
      others.answer().accept(ScriptedBroker.answer(ScriptedBroker.priced(others)));
      assertThat(raw.reply().status()).isEqualTo(200);
      assertThat(other.reply().status()).isEqualTo(200);
    }
  }

  @Test
  void answersOldHttp() throws Exception {
    start(ScriptedBroker.pricing(), TestSettings.DEFAULTS);

    try (RawClient raw = new RawClient(server.address())) {
      String old = RawClient.post(BODY).replace("HTTP/1.1", "HTTP/1.0");
      RawClient.Reply kept =
          raw.send(old.replace("Host: localhost", "Connection: keep-alive")).reply();
      assertThat(kept.headers()).containsEntry("connection", "keep-alive");
      assertThat(raw.send(old).reply().status()).isEqualTo(200);
      assertThat(raw.isClosed()).isTrue();
    }
  }

  @Test
  void sendsWhatComesTogetherToTheBrokerTogether() throws Exception {
    ConcurrentLinkedQueue<Integer> batches = new ConcurrentLinkedQueue<>();
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(1);
    ScriptedBroker pricing = ScriptedBroker.pricing();
    start(
        ScriptedBroker.doing(
            calls -> {
              batches.add(calls.size());
              busy.countDown();
              // Keeps the IO thread busy until seven more have come.
              awaitUninterruptibly(others);
              pricing.price(calls);
            }),
        TestSettings.DEFAULTS);

    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        RawClient client = new RawClient(server.address());
        clients.add(client);
        assertThat(client.send(LIVE).reply().status()).isEqualTo(200);
      }
      clients.getFirst().send(RawClient.post(BODY));
      busy.await();
      for (RawClient client : clients.subList(1, 8)) {
        client.send(RawClient.post(BODY));
      }
      others.countDown();
      for (RawClient client : clients) {
        assertThat(client.reply().status()).isEqualTo(200);
      }
    } finally {
      others.countDown();
      for (RawClient client : clients) {
        client.close();
      }
    }
    assertThat(batches).containsExactly(1, 7);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void serves64ConnectionsWithAnswersFromOtherThreads(int ioThreads) throws Exception {
    start(
        ScriptedBroker.doing(
            calls ->
                Thread.startVirtualThread(
                    () ->
                        calls.forEach(
                            call ->
                                call.answer()
                                    .accept(ScriptedBroker.answer(ScriptedBroker.priced(call)))))),
        TestSettings.ioThreads(ioThreads));
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + "/api/basket");

    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int round = 0; round < 10; round++) {
        List<CompletableFuture<HttpResponse<String>>> replies =
            IntStream.range(0, 64)
                .mapToObj(
                    i ->
                        HttpRequest.newBuilder(uri)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(BODY.replace("GR1", "P" + i)))
                            .build())
                .map(request -> client.sendAsync(request, BodyHandlers.ofString()))
                .toList();
        for (int i = 0; i < replies.size(); i++) {
          HttpResponse<String> reply = replies.get(i).get();
          assertThat(reply.statusCode()).isEqualTo(200);
          assertThat(reply.body()).contains("\"P" + i + "\"");
        }
      }
    }
  }

  @Test
  void finishesWhatIsInFlightWhenItStops() throws Exception {
    ScriptedBroker broker = ScriptedBroker.leaving();
    start(broker, TestSettings.DEFAULTS);
    HttpServer stopping = server;
    server = null;

    try (RawClient early = new RawClient(stopping.address());
        RawClient probe = new RawClient(stopping.address());
        RawClient late = new RawClient(stopping.address())) {
      assertThat(late.send(LIVE).reply().status()).isEqualTo(200);
      early.send(RawClient.post(BODY));
      BasketCall call = broker.next();
      FutureTask<Boolean> stop =
          new FutureTask<>(() -> stopping.stop(Duration.ofSeconds(30), Duration.ofSeconds(30)));
      Thread stopper = Thread.ofPlatform().start(stop);
      // Clients learn of it with the next reply.
      await().until(() -> probe.send(LIVE).reply().headers().containsKey("connection"));

      // Who holds a connection is served once more.
      late.send(RawClient.post(BODY));
      BasketCall last = broker.next();
      for (BasketCall each : List.of(call, last)) {
        each.answer().accept(ScriptedBroker.answer(ScriptedBroker.priced(each)));
      }
      for (RawClient client : List.of(early, late)) {
        RawClient.Reply reply = client.reply();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).containsEntry("connection", "close");
      }
      assertThat(stop.get()).isTrue();
      stopper.join();
    }
  }

  @Test
  void stopsInTimeEvenIfTheBrokerNeverAnswers() throws Exception {
    ScriptedBroker broker = ScriptedBroker.leaving();
    start(broker, TestSettings.DEFAULTS);
    HttpServer stopping = server;
    server = null;

    try (RawClient raw = new RawClient(stopping.address())) {
      raw.send(RawClient.post(BODY));
      BasketCall call = broker.next();

      assertThat(stopping.stop(Duration.ofMillis(1), Duration.ZERO)).isFalse();

      assertThat(raw.isClosed()).isTrue();
      // An answer after the end harms nobody.
      call.answer().accept(ScriptedBroker.answer(ScriptedBroker.priced(call)));
    }
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    start(ScriptedBroker.pricing(), TestSettings.ioThreads(2));
    assertThat(gatewayThreads()).isNotEmpty();
    try (RawClient raw = new RawClient(server.address())) {
      assertThat(raw.send(RawClient.post(BODY)).reply().status()).isEqualTo(200);

      assertThat(server.stop(Duration.ofSeconds(30), Duration.ZERO)).isTrue();

      assertThat(raw.isClosed()).isTrue();
    }
    server = null;
    await().untilAsserted(() -> assertThat(gatewayThreads()).isEmpty());
  }

  private static List<String> gatewayThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("gateway") || name.startsWith("XNIO"))
        .toList();
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.getBytes(UTF_8).length) + "\r\n" + text + "\r\n";
  }

  private void start(ScriptedBroker broker, Settings settings) throws IOException {
    server =
        HttpServer.start(settings, () -> broker, List::of, TestSettings.NO_TRACES, basket -> {});
  }
}
