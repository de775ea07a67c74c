package supermarket.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.http.HttpPage;
import supermarket.basket.api.http.HttpReply;
import supermarket.basket.api.http.HttpRequest;
import supermarket.library.web.Hosts;

class OperatorPortTest {

  private static final HttpPage HELLO =
      request -> HttpReply.of(200, HttpReply.TEXT, "hello " + request.query().get("name"));

  private final Pages pages = new Pages();
  private final AtomicReference<Integer> port = new AtomicReference<>(0);
  private final Listener listener =
      new Listener(settings(0), pages, where -> port.set(where == null ? 0 : where.getPort()));

  private static Settings settings(int port) {
    return new Settings("127.0.0.1", port, Hosts.of("", "127.0.0.1"));
  }

  @AfterEach
  void close() {
    listener.close();
  }

  private Socket send(String request) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.get());
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private String reply(String request) throws IOException {
    try (Socket socket = send(request)) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String get(String path) throws IOException {
    return reply("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }

  @Test
  void aPageIsServedWhileItIsThere() throws IOException {
    listener.tend();
    assertThat(get("/hello")).startsWith("HTTP/1.1 404");
    pages.add("/hello", HELLO);
    assertThat(get("/hello?name=J%C3%BCrg&name=x"))
        .startsWith("HTTP/1.1 200")
        .contains("hello Jürg", "Cache-control: no-store", "X-content-type-options: nosniff");
    assertThat(get("/hello/more")).startsWith("HTTP/1.1 404").contains("there are /hello");
    pages.remove("/hello", HELLO);
    assertThat(get("/hello")).startsWith("HTTP/1.1 404");
  }

  @Test
  void aPageOfAnotherSiteMayLinkHereAndNothingElse() throws IOException {
    listener.tend();
    pages.add("/hello", HELLO);
    String begin = "GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    String other = "Sec-Fetch-Site: cross-site\r\n";
    assertThat(reply(begin + other + "Sec-Fetch-Mode: no-cors\r\n\r\n")).startsWith("HTTP/1.1 403");
    assertThat(reply(begin + other + "Sec-Fetch-Mode: navigate\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
    assertThat(reply(begin + "Sec-Fetch-Site: same-origin\r\n\r\n")).startsWith("HTTP/1.1 200");
  }

  @Test
  void ofPathsWithASlashTheLongestIsAsked() throws IOException {
    listener.tend();
    pages.add("/a/", request -> HttpReply.of(200, HttpReply.TEXT, "outer " + request.path()));
    pages.add("/a/b/", request -> HttpReply.of(200, HttpReply.TEXT, "inner " + request.path()));
    assertThat(get("/a/x")).contains("outer /a/x");
    assertThat(get("/a/b/x")).contains("inner /a/b/x");
    assertThat(get("/a")).startsWith("HTTP/1.1 404");
  }

  /** DNS rebinding: a page of any site can let a browser ask this machine. */
  @Test
  void aRequestForAnotherHostIsRefused() throws IOException {
    listener.tend();
    pages.add("/hello", HELLO);
    assertThat(reply("GET /hello HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421")
        .contains("etc/supermarket.http.cfg");
    assertThat(reply("GET /hello HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
    assertThat(reply("GET /hello HTTP/1.1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
    listener.change(new Settings("127.0.0.1", 0, Hosts.of("evil.example", "127.0.0.1")));
    assertThat(reply("GET /hello HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void aPageThatFailsIsAnInternalError() throws IOException {
    listener.tend();
    pages.add(
        "/broken",
        request -> {
          throw new IllegalStateException("secret");
        });
    assertThat(get("/broken")).startsWith("HTTP/1.1 500").doesNotContain("secret");
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() throws IOException {
    listener.tend();
    pages.add(
        "/upload",
        request ->
            HttpReply.of(200, HttpReply.TEXT, "read " + request.body().readAllBytes().length));
    assertThat(
            reply(
                "POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
                    + "Connection: close\r\n\r\nhello"))
        .contains("read 5");
    assertThat(new BoundedBody(new ByteArrayInputStream(new byte[2]), 2).readAllBytes()).hasSize(2);
    assertThatIOException()
        .isThrownBy(() -> new BoundedBody(new ByteArrayInputStream(new byte[3]), 2).readAllBytes())
        .withMessage("the body is larger than 2 bytes");
    pages.add("/first", request -> HttpReply.of(200, HttpReply.TEXT, "" + first(request)));
    assertThat(
            reply(
                "POST /first HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
                    + "Connection: close\r\n\r\nhello"))
        .startsWith("HTTP/1.1 400")
        .contains("the body is larger than 4 bytes");
  }

  private static int first(HttpRequest request) throws IOException {
    return new BoundedBody(request.body(), 4).readAllBytes().length;
  }

  @Test
  void thereAreOnlySoManyRequestsAtATime() throws Exception {
    listener.tend();
    CountDownLatch open = new CountDownLatch(1);
    Semaphore begun = new Semaphore(0);
    pages.add(
        "/slow",
        request -> {
          begun.release();
          open.await();
          return HttpReply.of(200, HttpReply.TEXT, "slow");
        });
    List<Socket> all = new ArrayList<>();
    for (int i = 0; i < Answering.MOST; i++) {
      all.add(send("GET /slow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    }
    begun.acquire(Answering.MOST);
    assertThat(get("/slow")).startsWith("HTTP/1.1 503");
    open.countDown();
    for (Socket socket : all) {
      try (socket) {
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .startsWith("HTTP/1.1 200");
      }
    }
    assertThat(get("/slow")).startsWith("HTTP/1.1 200");
  }

  @Test
  void aPortThatIsTakenIsTriedAgainAndTheOneBeforeStays() throws IOException {
    listener.tend();
    int before = port.get();
    pages.add("/hello", HELLO);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listener.change(settings(taken.getLocalPort()));
      assertThat(listener.trouble())
          .hasValueSatisfying(
              trouble -> assertThat(trouble.text()).contains("the one before stays"));
      assertThat(port.get()).isEqualTo(before);
      assertThat(get("/hello")).startsWith("HTTP/1.1 200");
      listener.change(settings(0));
      assertThat(listener.trouble()).isEmpty();
    }
  }

  @Test
  void itEndsWhatIsUnderWay() throws Exception {
    listener.tend();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    pages.add(
        "/events",
        request ->
            new HttpReply(
                200,
                "text/event-stream",
                Map.of(),
                out -> {
                  out.write("data: 1\n\n".getBytes(StandardCharsets.UTF_8));
                  out.flush();
                  begun.countDown();
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException closing) {
                    interrupted.countDown();
                    throw closing;
                  }
                }));
    try (Socket socket = send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      begun.await();
      listener.close();
      interrupted.await();
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("data: 1");
    }
    assertThat(port.get()).isZero();
  }
}
