package supermarket.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A gateway in a process of its own, with little memory, that ends when memory is gone: whatever
 * many connections send, it goes on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmallHeapTest {

  private static final int CONNECTIONS = 200;
  private static final String BODY =
      "{\"supermarket_id\": \"sp1\", \"user_id\": \"u7\", \"items\": [\"GR1\"]}";
  private static final String CHUNK = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n";
  private static final String CHUNKED =
      RawClient.post("").replace("Content-Length: 0", "Transfer-Encoding: chunked");

  private Process process;
  private InetSocketAddress address;

  /** The process: tells its port, and ends with its standard input. */
  static final class Server {
    public static void main(String[] arguments) throws IOException {
      HttpServer server =
          HttpServer.start(
              TestSettings.DEFAULTS,
              ScriptedBroker::pricing,
              List::of,
              TestSettings.NO_TRACES,
              basket -> {});
      System.out.println(server.address().getPort());
      System.in.read();
      System.exit(0);
    }
  }

  @BeforeAll
  void start() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                Server.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out = process.inputReader(UTF_8);
    address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(out.readLine()));
  }

  @AfterAll
  void stop() throws Exception {
    process.destroyForcibly().waitFor();
  }

  static List<String> attacks() {
    return List.of(
        CHUNKED + CHUNK + "0\r\na: ", // an endless trailer
        CHUNKED + CHUNK + "0\r\na: b\r\nc: ",
        CHUNKED + "5;a=", // an endless extension of a chunk
        "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX: ", // an endless head
        "GET /", // an endless target
        RawClient.post("").replace("Length: 0", "Length: 8000000") + "{\"more\": \"",
        CHUNKED + "7a1200\r\n{\"more\": \"");
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void pricesOnWhateverManyConnectionsSend(String attack) throws Exception {
    byte[] piece = "v".repeat(64 * 1024).getBytes(UTF_8);
    List<RawClient> clients = new ArrayList<>();
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      RawClient client = new RawClient(address);
      clients.add(client);
      senders.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      client.send(attack);
                      for (int sent = 0; sent < 2_000_000; sent += piece.length) {
                        client.send(piece);
                      }
                    } catch (IOException e) {
                      // The gateway has closed it.
                    }
                  }));
    }
    for (Thread sender : senders) {
      sender.join();
    }
    for (RawClient client : clients) {
      client.close();
    }

    assertThat(process.isAlive()).isTrue();
    try (RawClient client = new RawClient(address)) {
      assertThat(client.send(RawClient.post(BODY)).reply().status()).isEqualTo(200);
    }
  }
}
