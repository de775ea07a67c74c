package supermarket.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

  private final AtomicInteger posted = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private URI address;

  /** Of five baskets one is refused, one fails, and one is answered wrongly. */
  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/api/basket",
        exchange -> {
          String basket =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          int number = posted.incrementAndGet() % 5;
          int status = number == 1 ? 503 : number == 2 ? 500 : 200;
          byte[] body = (number == 3 ? "wrong" : basket).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    address = URI.create("http://localhost:%d/api/basket".formatted(server.getAddress().getPort()));
  }

  @AfterEach
  void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private OpenLoop.Result result(int rate, int tills) throws IOException {
    byte[] request = Till.request(address, "right");
    OpenLoop.Basket basket =
        new OpenLoop.Basket() {
          @Override
          public byte[] request() {
            return request;
          }

          @Override
          public boolean isRight(String body) {
            return body.equals("right");
          }
        };
    try (OpenLoop loop = new OpenLoop(address, () -> basket, rate, tills)) {
      return loop.during(1);
    }
  }

  private void assertAllCounted(OpenLoop.Result result) {
    int all = posted.get();
    assertThat(result.refused()).isEqualTo((all + 4) / 5);
    assertThat(result.failed()).isEqualTo((all + 3) / 5 + (all + 2) / 5);
    assertThat(result.priced()).isEqualTo(all - result.refused() - result.failed());
  }

  @Test
  void postsAtTheRateAndCountsWhatBecameOfEachBasket() throws IOException {
    OpenLoop.Result result = result(100, 4);

    assertThat(posted.get()).isGreaterThanOrEqualTo(100);
    assertThat(result.p99()).isGreaterThanOrEqualTo(result.p50()).isPositive();
    assertAllCounted(result);
  }

  @Test
  void withoutARateEachTillPostsWhenItHasItsReply() throws IOException {
    assertAllCounted(result(OpenLoop.PEAK, 2));
    assertThat(posted.get()).isGreaterThan(2);
  }

  @Test
  void whatIsNotAnsweredFails() throws IOException {
    server.stop(0);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/api/basket", exchange -> exchange.close());
    server.start();
    address = URI.create("http://localhost:%d/api/basket".formatted(server.getAddress().getPort()));

    OpenLoop.Result result = result(20, 2);

    assertThat(result.failed()).isGreaterThanOrEqualTo(20);
    assertThat(result.priced()).isZero();
  }
}
