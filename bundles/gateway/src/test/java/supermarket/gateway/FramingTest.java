package supermarket.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bytes of a request may look like, by RFC 9112. In the texts | stands for CR LF. */
class FramingTest {

  private static final String BODY =
      "{\"supermarket_id\": \"sp1\", \"user_id\": \"u7\", \"items\": [\"GR1\"]}";
  private static final String SIZE = Integer.toHexString(BODY.length());
  private static final String CHUNK = SIZE + "|" + BODY + "|0||";
  private static final String POST =
      "POST /api/basket HTTP/1.1|Host: localhost|Content-Type: application/json|";
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked||";

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        HttpServer.start(
            TestSettings.DEFAULTS,
            ScriptedBroker::pricing,
            List::of,
            TestSettings.NO_TRACES,
            basket -> {});
  }

  @AfterEach
  void stop() {
    server.stop(Duration.ofSeconds(10), Duration.ZERO);
  }

  static List<String> malformed() {
    return List.of(
        // The length of the body.
        POST + "Transfer-Encoding: gzip||" + CHUNK,
        POST + "Transfer-Encoding: xchunked||" + CHUNK,
        POST + "Transfer-Encoding: chunkedx||" + CHUNK,
        POST + "Transfer-Encoding:||" + CHUNK,
        POST + "Transfer-Encoding: identity||" + CHUNK,
        POST + "Transfer-Encoding: chunked, identity||" + CHUNK,
        POST + "Transfer-Encoding: identity, chunked||" + CHUNK,
        POST + "Transfer-Encoding: gzip, chunked||" + CHUNK,
        POST + "Transfer-Encoding: chunked, chunked||" + CHUNK,
        POST + "Transfer-Encoding: chunked|Transfer-Encoding: chunked||" + CHUNK,
        POST + "Transfer-Encoding: chunked|Transfer-Encoding: identity||" + CHUNK,
        POST + "Transfer-Encoding: \"chunked\"||" + CHUNK,
        POST + "Transfer-Encoding: chunked;q=1||" + CHUNK,
        POST + "Transfer-Encoding: chunked|Content-Length: 3||" + CHUNK,
        POST + "Content-Length: 3|Transfer-Encoding: chunked||" + CHUNK,
        POST.replace("1.1", "1.0") + "Transfer-Encoding: chunked||" + CHUNK,
        POST + "Content-Length: 5|Content-Length: 5||" + BODY,
        POST + "Content-Length: 5|Content-Length: 6||" + BODY,
        POST + "Content-Length: 5, 5||" + BODY,
        POST + "Content-Length: +5||" + BODY,
        POST + "Content-Length: -5||" + BODY,
        POST + "Content-Length: 0x5||" + BODY,
        POST + "Content-Length: 5 5||" + BODY,
        POST + "Content-Length: 5.0||" + BODY,
        POST + "Content-Length:||" + BODY,
        POST + "Content-Length: 9999999999999999999||" + BODY,
        POST + "Content-Length: \u0665||" + BODY,
        // Chunks.
        CHUNKED + SIZE + "x|" + BODY + "|0||",
        CHUNKED + "3_7|" + BODY + "|0||",
        CHUNKED + "+5|" + BODY + "|0||",
        CHUNKED + "-5|" + BODY + "|0||",
        CHUNKED + "0x5|" + BODY + "|0||",
        CHUNKED + " 5|" + BODY + "|0||",
        CHUNKED + SIZE + " |" + BODY + "|0||",
        CHUNKED + "0".repeat(16) + "5|" + BODY + "|0||",
        CHUNKED + "f".repeat(16) + "|" + BODY + "|0||",
        CHUNKED + "|" + BODY + "|0||",
        CHUNKED + ";a=b|" + BODY + "|0||",
        CHUNKED + SIZE + "\n" + BODY + "|0||",
        CHUNKED + SIZE + ";a\rb|" + BODY + "|0||",
        CHUNKED + SIZE + ";a\u0000b|" + BODY + "|0||",
        CHUNKED + SIZE + "|" + BODY + "\n0||",
        CHUNKED + SIZE + "|" + BODY + "x|0||",
        CHUNKED + SIZE + "|" + BODY + "\rx0||",
        CHUNKED + "5|" + BODY + "|0||",
        // Trailers.
        CHUNKED + SIZE + "|" + BODY + "|0|a b: c||",
        CHUNKED + SIZE + "|" + BODY + "|0|: c||",
        CHUNKED + SIZE + "|" + BODY + "|0|abc||",
        CHUNKED + SIZE + "|" + BODY + "|0|a: b\n\r\n",
        CHUNKED + SIZE + "|" + BODY + "|0|a: b\rc||",
        CHUNKED + SIZE + "|" + BODY + "|0|a: b| c||",
        // Lines and fields.
        "GET /health/live HTTP/1.1\nHost: localhost\n\n",
        "GET /health/live HTTP/1.1|Host: localhost\n|",
        "GET /health/live HTTP/1.1|Host: localhost|X: a\rb||",
        "GET /health/live HTTP/1.1|Host: localhost|X: a| b||",
        "GET /health/live HTTP/1.1| X: a|Host: localhost||",
        "GET /health/live HTTP/1.1|Host: localhost|X : a||",
        "GET /health/live HTTP/1.1|Host : localhost||",
        "GET /health/live HTTP/1.1|Host: localhost|: a||",
        "GET /health/live HTTP/1.1|Host: localhost|X||",
        "GET /health/live HTTP/1.1|Host: localhost|X: a\u0000b||",
        "GET /health/live HTTP/1.1|Host: localhost|X\u00e4: a||",
        // Hosts.
        "GET /health/live HTTP/1.1||",
        "GET /health/live HTTP/1.1|Host: localhost|Host: localhost||",
        "GET /health/live HTTP/1.1|Host: localhost|Host: other||",
        "GET /health/live HTTP/1.0|Host: localhost|Host: localhost||",
        "GET /health/live HTTP/1.1|Host: localhost:x||",
        "GET /health/live HTTP/1.1|Host: localhost:0||",
        "GET /health/live HTTP/1.1|Host: localhost:65536||",
        "GET /health/live HTTP/1.1|Host: local host||",
        "GET /health/live HTTP/1.1|Host: localhost/||",
        "GET /health/live HTTP/1.1|Host: user@localhost||",
        "GET /health/live HTTP/1.1|Host: [::1||",
        "GET /health/live HTTP/1.1|Host: [::g]||",
        // The request line.
        "GET  /health/live HTTP/1.1|Host: localhost||",
        "GET /health/live  HTTP/1.1|Host: localhost||",
        "GET /health/live HTTP/1.1 |Host: localhost||",
        " GET /health/live HTTP/1.1|Host: localhost||",
        "GET\t/health/live HTTP/1.1|Host: localhost||",
        "GET /health/live|Host: localhost||",
        "GET /health/live||",
        "/health/live HTTP/1.1|Host: localhost||",
        "GET /health/live HTTP/0.9|Host: localhost||",
        "GET /health/live HTTP/1.2|Host: localhost||",
        "GET /health/live HTTP/2.0|Host: localhost||",
        "GET /health/live http/1.1|Host: localhost||",
        "GET /health/live HTTP/1.10|Host: localhost||",
        "G\u00e4T /health/live HTTP/1.1|Host: localhost||",
        "X".repeat(33) + " /health/live HTTP/1.1|Host: localhost||",
        "GET health/live HTTP/1.1|Host: localhost||",
        "GET * HTTP/1.1|Host: localhost||",
        "GET http://localhost:1/health/live HTTP/1.1|Host: localhost:2||",
        "GET ftp://localhost/health/live HTTP/1.1|Host: localhost||",
        "CONNECT localhost:80 HTTP/1.1|Host: localhost||",
        "GET /health/live#x HTTP/1.1|Host: localhost||",
        "GET /health/%zz HTTP/1.1|Host: localhost||",
        "GET /health/%2 HTTP/1.1|Host: localhost||",
        "GET /health/\u00e4 HTTP/1.1|Host: localhost||",
        "GET /health/\"a\" HTTP/1.1|Host: localhost||",
        "PRI * HTTP/2.0||SM||",
        "\u0016\u0003\u0001\u0002\u0000\u0001\n");
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void refusesAndClosesOn(String request) throws Exception {
    for (boolean piecemeal : new boolean[] {false, true}) {
      try (RawClient raw = new RawClient(server.address())) {
        // Not the first one of its connection.
        raw.send(bytes("GET /health/live HTTP/1.1|Host: localhost||"));
        assertThat(raw.reply().status()).isEqualTo(200);
        send(raw, request, piecemeal);

        RawClient.Reply reply = raw.reply();
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.headers())
            .containsEntry("connection", "close")
            .containsEntry("content-type", "application/problem+json")
            .containsKey("x-request-id");
        assertThat(reply.body()).contains("\"malformed_request\"");
        assertThat(raw.isClosed()).isTrue();
      }
    }
    assertThat(server.unfinishedBytes()).isZero();
  }

  static List<String> good() {
    return List.of(
        CHUNKED + CHUNK,
        POST + "transfer-encoding:\tCHUNKED \t||" + CHUNK,
        CHUNKED + "000" + SIZE.toUpperCase(Locale.ROOT) + "|" + BODY + "|000||",
        CHUNKED + SIZE + ";a=b;c=\"d e\"|" + BODY + "|0;x||",
        CHUNKED + SIZE + " ; a|" + BODY + "|0||",
        CHUNKED + SIZE + "|" + BODY + "|0|a: b|Content-Length: 7|Host: evil.example||",
        CHUNKED
            + "1|{|"
            + Integer.toHexString(BODY.length() - 1)
            + "|"
            + BODY.substring(1)
            + "|0||",
        "||" + CHUNKED + CHUNK,
        POST + "Content-Length: 000" + BODY.length() + "||" + BODY,
        POST + "Content-Encoding: identity|Content-Length: " + BODY.length() + "||" + BODY,
        "POST http://localhost:80/api/basket HTTP/1.1|Host: localhost:80|Content-Type:"
            + " application/json|Content-Length: "
            + BODY.length()
            + "||"
            + BODY,
        "GET /health/live HTTP/1.1|Host: localhost||",
        "|GET /health/live HTTP/1.1|Host: localhost||",
        "|||GET /health/live HTTP/1.1|Host:localhost:8080||",
        "GET /health/live HTTP/1.1|host: \t LOCALHOST\t |X-Empty:|X: \u00e4 a\tb||",
        "GET /health/live?a=%2F&b&c=?/ HTTP/1.1|Host: 127.0.0.1||",
        "GET /health/live HTTP/1.1|Host: [::1]:80||",
        "GET http://[::1]:80/health/live HTTP/1.1|Host: [::1]:80||");
  }

  @ParameterizedTest
  @MethodSource("good")
  void servesAndKeepsTheConnectionOn(String request) throws Exception {
    for (boolean piecemeal : new boolean[] {false, true}) {
      try (RawClient raw = new RawClient(server.address())) {
        for (int round = 0; round < 3; round++) {
          send(raw, request, piecemeal);
          RawClient.Reply reply = raw.reply();
          assertThat(reply.status()).as(reply.body()).isEqualTo(200);
          assertThat(reply.headers()).doesNotContainEntry("connection", "close");
        }
        send(raw, request + request + request, piecemeal);
        for (int round = 0; round < 3; round++) {
          assertThat(raw.reply().status()).isEqualTo(200);
        }
      }
    }
    assertThat(server.unfinishedBytes()).isZero();
  }

  @Test
  void aBadRequestAfterGoodOnesIsAnsweredInItsTurn() throws Exception {
    try (RawClient raw = new RawClient(server.address())) {
      raw.send(bytes(CHUNKED + CHUNK + CHUNKED + CHUNK + "GET / HTTP/9||" + CHUNKED + CHUNK));
      assertThat(raw.reply().status()).isEqualTo(200);
      assertThat(raw.reply().status()).isEqualTo(200);
      assertThat(raw.reply().status()).isEqualTo(400);
      assertThat(raw.isClosed()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X: a|", "X: "})
  void refusesAHeadThatIsTooLarge(String piece) throws Exception {
    refusesEndless("GET /health/live HTTP/1.1|Host: localhost|" + piece, piece, 431);
  }

  @Test
  void refusesARequestLineThatIsTooLong() throws Exception {
    refusesEndless("GET /", "a", 431);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: b|", "v"})
  void refusesATrailerThatIsTooLarge(String piece) throws Exception {
    refusesEndless(CHUNKED + SIZE + "|" + BODY + "|0|a: v|" + piece, piece, 431);
  }

  @Test
  void refusesAChunkLineThatIsTooLong() throws Exception {
    refusesEndless(CHUNKED + SIZE + ";a=", "v", 413);
  }

  @Test
  void refusesChunkLinesThatTogetherAreTooLong() throws Exception {
    server.change(TestSettings.limits(10_000, 10, 10));
    refusesEndless(CHUNKED, "1;" + "v".repeat(200) + "| |", 413);
  }

  @Test
  void tellsInTheLogOfWhatItCouldNotRead() throws Exception {
    // The basket log is asserted where it is written: BasketLogTest. Here: the id is a new one.
    try (RawClient raw = new RawClient(server.address())) {
      raw.send(bytes("GET /health/live HTTP/1.1|Host: localhost|X-Request-Id: mine|Bad||"));
      RawClient.Reply reply = raw.reply();
      assertThat(reply.body()).contains("\"" + reply.headers().get("x-request-id") + "\"");
      assertThat(reply.headers().get("x-request-id")).isNotEqualTo("mine");
    }
  }

  private void refusesEndless(String start, String piece, int status) throws Exception {
    try (RawClient raw = new RawClient(server.address())) {
      raw.send(bytes(start));
      byte[] more = bytes(piece.repeat(1 + 10_000 / piece.length()));
      Thread sender = Thread.ofVirtual().start(() -> sendForEver(raw, more));
      RawClient.Reply reply = raw.reply();
      assertThat(reply.status()).as(reply.body()).isEqualTo(status);
      assertThat(reply.headers()).containsEntry("connection", "close");
      assertThat(reply.body()).contains("at most");
      sender.join();
    }
  }

  private static void sendForEver(RawClient raw, byte[] piece) {
    try {
      while (true) {
        raw.send(piece);
      }
    } catch (IOException e) {
      // The server has closed the connection at last.
    }
  }

  private static void send(RawClient raw, String request, boolean piecemeal) throws IOException {
    byte[] bytes = bytes(request);
    if (!piecemeal) {
      raw.send(bytes);
      return;
    }
    try {
      for (byte each : bytes) {
        raw.send(new byte[] {each});
      }
    } catch (IOException e) {
      // It is refused by now; the reply says so.
    }
  }

  private static byte[] bytes(String text) {
    return text.replace("|", "\r\n").getBytes(text.contains("\u0665") ? UTF_8 : ISO_8859_1);
  }
}
