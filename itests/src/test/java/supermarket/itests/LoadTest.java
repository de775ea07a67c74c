package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import supermarket.itests.Outcome.Kind;

/** Whether the checker sees what is wrong: against a gateway that does wrong on purpose. */
class LoadTest {

  private static final Pattern NUMBER = Pattern.compile("basket-(\\d+)");

  /** What a gateway does with a basket of this number; null: closes the connection. */
  private interface Doing {
    String reply(long number) throws IOException;
  }

  /** One connection at a time, one thread. */
  private static final class FakeGateway implements AutoCloseable {

    private final ServerSocket socket;
    private final Doing doing;

    FakeGateway(Doing doing) throws IOException {
      this.doing = doing;
      socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(this::serve);
    }

    String address() {
      return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
      while (!socket.isClosed()) {
        try (Socket connection = socket.accept()) {
          serve(connection);
        } catch (IOException end) {
          // Of a connection, or of the gateway.
        }
      }
    }

    private void serve(Socket connection) throws IOException {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
      OutputStream out = connection.getOutputStream();
      for (String line; (line = in.readLine()) != null; ) {
        Matcher id = NUMBER.matcher(line);
        if (!id.find()) {
          continue;
        }
        String reply = doing.reply(Long.parseLong(id.group(1)));
        if (reply == null) {
          return;
        }
        out.write(reply.getBytes(StandardCharsets.US_ASCII));
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static String reply(int status, long number, String headers, String body) {
    return "HTTP/1.1 %d X\r\nX-Request-Id: basket-%d\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(status, number, headers, body.length(), body);
  }

  private static String priced(long number, String total) {
    return reply(200, number, "", "{\"total_cost\":" + total + ",\"currency\":\"EUR\"}");
  }

  private static String right(long number) {
    return priced(number, new KnownBasket(number).total());
  }

  /** What one till makes of it. */
  private static Outcomes outcomes(Doing doing) throws IOException {
    try (FakeGateway gateway = new FakeGateway(doing);
        Load load =
            Load.on(gateway.address())
                .tills(1)
                .deadline(Duration.ofMillis(-800))
                .every(Duration.ofMillis(5))) {
      load.goOnFor(Duration.ofMillis(400));
      return load.end();
    }
  }

  private static void assertAll(Kind kind, Outcomes outcomes) {
    assertThat(outcomes.count()).isPositive();
    assertThat(outcomes.count(kind)).as(outcomes.toString()).isEqualTo(outcomes.count());
  }

  @Test
  void rightTotals() throws IOException {
    Outcomes outcomes = outcomes(LoadTest::right);
    assertAll(Kind.PRICED, outcomes);
    assertThat(outcomes.count()).isGreaterThan(5);
    assertThat(outcomes.failed()).isZero();
  }

  @Test
  void totalsThatAreNobodys() throws IOException {
    Outcomes outcomes = outcomes(number -> priced(number, "0.01"));
    assertAll(Kind.WRONG, outcomes);
    assertThat(outcomes.failed()).isEqualTo(outcomes.count());
  }

  @Test
  void totalsOfAnotherBasket() throws IOException {
    KnownBasket other = KnownBasket.next();
    assertAll(Kind.FOREIGN, outcomes(number -> priced(number, other.total())));
  }

  @Test
  void repliesToAnotherRequest() throws IOException {
    assertAll(Kind.FOREIGN, outcomes(number -> right(number + 1)));
  }

  @Test
  void repliesThatComeTwice() throws IOException {
    assertAll(Kind.DUPLICATE, outcomes(number -> right(number) + right(number)));
  }

  @Test
  void repliesThatDoNotCome() throws IOException {
    Outcomes outcomes = outcomes(number -> "");
    assertAll(Kind.LOST, outcomes);
    assertThat(outcomes.percentile(50)).isGreaterThanOrEqualTo(Duration.ofMillis(199));
  }

  @Test
  void connectionsThatBreak() throws IOException {
    assertAll(Kind.BROKEN, outcomes(number -> null));
    AtomicInteger half = new AtomicInteger();
    assertAll(
        Kind.BROKEN,
        outcomes(number -> half.getAndIncrement() % 2 == 0 ? "HTTP/1.1 200 X\r\n" : null)
            .of(Kind.BROKEN));
  }

  @Test
  void rejectionsByTheirWords() throws IOException {
    String problem = "{\"status\":503,\"error\":\"overloaded\",\"request_id\":\"x\"}";
    Outcomes outcomes = outcomes(number -> reply(503, number, "Retry-After: 1\r\n", problem));
    assertAll(Kind.REJECTED, outcomes);
    assertThat(outcomes.failures()).containsOnlyKeys("rejected 503 overloaded");
    assertAll(Kind.WRONG, outcomes(number -> reply(503, number, "", problem)));
  }

  @Test
  void anOpenLoopCountsFromWhenABasketWasDue() throws IOException {
    try (FakeGateway gateway =
            new FakeGateway(
                number -> {
                  // Ten times slower than they come.
                  LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                  return right(number);
                });
        Load load = Load.on(gateway.address()).tills(1).perSecond(500)) {
      load.goOnFor(Duration.ofMillis(500));
      Outcomes outcomes = load.end();

      assertAll(Kind.PRICED, outcomes);
      assertThat(outcomes.percentile(100)).isGreaterThan(Duration.ofMillis(200));
      assertThat(outcomes.servicePercentile(50)).isLessThan(Duration.ofMillis(200));
    }
  }
}
