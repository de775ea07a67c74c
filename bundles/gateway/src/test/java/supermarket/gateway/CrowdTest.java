package supermarket.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.basket.api.BasketCall;

/** What many connections, and slow ones, may do to the others. */
class CrowdTest {

  private static final String BODY =
      "{\"supermarket_id\": \"sp1\", \"user_id\": \"u7\", \"items\": [\"GR1\"]}";
  private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String CHUNKED =
      RawClient.post("").replace("Content-Length: 0", "Transfer-Encoding: chunked");

  private final AtomicLong clock = new AtomicLong();
  private final List<RawClient> clients = new ArrayList<>();
  private final ScriptedBroker leaving = ScriptedBroker.leaving();
  private HttpServer server;

  @AfterEach
  void stop() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
    server.stop(Duration.ofSeconds(10), Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void atTheLimitTheConnectionGoesThatHasWaitedLongest(int perAddress) throws Exception {
    start(
        ScriptedBroker.pricing(),
        Map.of(
            "max_connections", perAddress == 0 ? 4 : 2, "max_connections_per_address", perAddress));
    RawClient first = connected();
    await().until(() -> server.waitingConnections() == 1);
    clock.incrementAndGet();
    RawClient second = connected();
    await().until(() -> server.waitingConnections() == 2);
    clock.incrementAndGet();
    assertThat(first.send(LIVE).reply().status()).isEqualTo(200);
    await().until(() -> server.waitingConnections() == 2);

    RawClient third = connected();

    assertThat(second.isClosed()).isTrue();
    assertThat(first.send(LIVE).reply().status()).isEqualTo(200);
    assertThat(third.send(LIVE).reply().status()).isEqualTo(200);
    assertThat(server.connectionCount()).isEqualTo(2);
  }

  @Test
  void whereNoneWaitsThereIsAPlaceForHealthOnly() throws Exception {
    start(leaving, Map.of("max_connections", 2, "max_connections_per_address", 2));
    List<BasketCall> calls = new ArrayList<>();
    List<RawClient> busy = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      busy.add(client().send(RawClient.post(BODY)));
      calls.add(leaving.next());
    }

    for (int i = 0; i < 2 * Connections.SPARE; i++) {
      RawClient.Reply health = client().send(LIVE).reply();
      assertThat(health.status()).isEqualTo(200);
      assertThat(health.headers()).containsEntry("connection", "close");
    }
    RawClient.Reply refused = client().send(RawClient.post(BODY)).reply();
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.body()).contains("\"overloaded\"");
    for (int i = 0; i < 2; i++) {
      BasketCall call = calls.get(i);
      call.answer().accept(ScriptedBroker.answer(ScriptedBroker.priced(call)));
      assertThat(busy.get(i).reply().status()).isEqualTo(200);
    }
  }

  @Test
  void manyThatSendNothingKeepNobodyOut() throws Exception {
    start(ScriptedBroker.pricing(), Map.of("max_connections", 100));
    for (int i = 0; i < 300; i++) {
      client();
    }

    assertThat(client().send(RawClient.post(BODY)).reply().status()).isEqualTo(200);
    assertThat(client().send(LIVE).reply().status()).isEqualTo(200);
    await().until(() -> server.connectionCount() <= 50 + Connections.SPARE);
  }

  @Test
  void aConnectionHasTenSecondsForItsFirstHeadAndSixtyForTheNext() throws Exception {
    start(ScriptedBroker.pricing(), Map.of());
    RawClient silent = client();
    RawClient slow = client().send("GET /health/live HTT");
    RawClient served = connected();
    await().until(() -> server.connectionCount() == 3 && server.unfinishedBytes() > 0);

    clock.addAndGet(Duration.ofSeconds(11).toNanos());

    assertThat(silent.isClosed()).isTrue();
    RawClient.Reply late = slow.reply();
    assertThat(late.status()).isEqualTo(408);
    assertThat(late.headers()).containsEntry("connection", "close");
    assertThat(served.send(LIVE).reply().status()).isEqualTo(200);

    await().until(() -> server.waitingConnections() == 1);
    clock.addAndGet(Duration.ofSeconds(61).toNanos());
    assertThat(served.isClosed()).isTrue();
    await().until(() -> server.connectionCount() == 0 && server.unfinishedBytes() == 0);
  }

  @Test
  void aHeadThatIsBegunOnAnOldConnectionHasTenSeconds() throws Exception {
    start(ScriptedBroker.pricing(), Map.of());
    RawClient raw = connected();
    await().until(() -> server.waitingConnections() == 1);
    clock.addAndGet(Duration.ofSeconds(50).toNanos());
    raw.send("GET /health");
    await().until(() -> server.unfinishedBytes() > 0);

    clock.addAndGet(Duration.ofSeconds(11).toNanos());

    assertThat(raw.reply().status()).isEqualTo(408);
  }

  static List<String> unfinished() {
    String chunk = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n";
    return List.of(
        "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX: ",
        "GET /",
        CHUNKED + chunk + "0\r\na: ",
        CHUNKED + chunk + "0\r\n" + "a: b\r\n".repeat(50) + "c: ",
        RawClient.post("").replace("Length: 0", "Length: 60000") + "{\"more\": \"",
        CHUNKED + "ea60\r\n{\"more\": \"");
  }

  /** Each sends what is allowed for one, and stops in the middle: together it is too much. */
  @ParameterizedTest
  @MethodSource("unfinished")
  void unfinishedRequestsTakeBoundedMemoryTogether(String start) throws Exception {
    start(ScriptedBroker.pricing(), Map.of("max_body_bytes", 64 * 1024, "io_threads", 2));
    long most = server.settings().maxUnfinished();
    int connections = 400;
    String piece = "v".repeat(7_000);

    for (int i = 0; i < connections; i++) {
      client().send(start).send(piece);
    }

    // 400 times 7,000 bytes are more than the megabyte that there may be.
    await().until(() -> server.unfinishedBytes() > most / 2);
    for (int i = 0; i < 20; i++) {
      assertThat(server.unfinishedBytes()).isLessThanOrEqualTo(most + 2 * 64 * 1024);
      assertThat(client().send(LIVE).reply().status()).isIn(200, 503);
    }
    for (RawClient each : clients) {
      each.close();
    }
    await().until(() -> server.unfinishedBytes() == 0 && server.connectionCount() == 0);
    assertThat(client().send(RawClient.post(BODY)).reply().status()).isEqualTo(200);
  }

  /** A connection whose first request was served. */
  private RawClient connected() throws IOException {
    RawClient client = client().send(LIVE);
    assertThat(client.reply().status()).isEqualTo(200);
    return client;
  }

  private RawClient client() throws IOException {
    RawClient client = new RawClient(server.address());
    clients.add(client);
    return client;
  }

  private void start(ScriptedBroker broker, Map<String, Object> settings) throws IOException {
    server =
        HttpServer.start(
            TestSettings.with(settings),
            () -> broker,
            List::of,
            TestSettings.NO_TRACES,
            basket -> {},
            clock::get);
  }
}
