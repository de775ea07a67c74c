package supermarket.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.StoreEndpoint;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;

class GatewayTest {

  private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final Map<String, Object> ANY_PORT = Map.of("port", 0, "io_threads", 1);

  @TempDir Path data;

  private Gateway gateway = new Gateway(context());
  private volatile Object port;
  private Health health;

  @AfterEach
  void deactivate() {
    gateway.deactivate();
  }

  @Test
  void tellsWhereItListensForAsLongAsItListens() throws Exception {
    gateway.activate(TestConfig.of(ANY_PORT));

    Path file = data.resolve("gateway.address");
    assertThat(Files.readString(file)).isEqualTo("127.0.0.1:" + port + "\n");
    try (var files = Files.list(data)) {
      assertThat(files).containsExactly(file);
    }

    gateway.deactivate();

    assertThat(port).isNull();
    assertThat(file).doesNotExist();
  }

  @Test
  void listensAgainAfterItWasClosed() {
    gateway.activate(TestConfig.of(ANY_PORT));
    int first = (int) port;
    gateway.deactivate();

    gateway = new Gateway(context());
    gateway.activate(TestConfig.of(Map.of("port", first, "io_threads", 1)));

    assertThat(port).isEqualTo(first);
  }

  @Test
  void staysClosedOnABadConfigurationUntilItIsCorrected() {
    gateway.activate(TestConfig.of(Map.of("port", 99_999)));

    assertThat(port).isNull();
    assertThat(data).isEmptyDirectory();
    assertThat(health.troubles())
        .singleElement()
        .satisfies(
            trouble -> {
              assertThat(trouble.gravity()).isEqualTo(Gravity.NOT_READY);
              assertThat(trouble.text()).contains("port", "65535");
            });

    gateway.modified(TestConfig.of(ANY_PORT));

    assertThat(port).isNotNull();
    assertThat(health.troubles()).isEmpty();
  }

  @Test
  void aBadChangeLeavesInForceWhatWasBefore() throws Exception {
    gateway.activate(TestConfig.of(ANY_PORT));
    Object before = port;

    gateway.modified(TestConfig.of(Map.of("port", new NumberFormatException("lots"))));

    assertThat(port).isEqualTo(before);
    assertThat(health.troubles()).extracting(Trouble::gravity).containsExactly(Gravity.WARNING);
    try (RawClient raw = client()) {
      assertThat(raw.send(LIVE).reply().status()).isEqualTo(200);
    }
  }

  @Test
  void aChangeKeepsTheSocketAndConnections() throws Exception {
    gateway.activate(TestConfig.of(ANY_PORT));
    Object before = port;

    try (RawClient raw = client()) {
      assertThat(raw.send(LIVE).reply().status()).isEqualTo(200);
      gateway.modified(TestConfig.of(Map.of("port", 0, "io_threads", 1, "max_body_bytes", 10)));

      assertThat(port).isEqualTo(before);
      assertThat(raw.send(RawClient.post("{\"too\": \"long\"}")).reply().status()).isEqualTo(413);
    }
  }

  @Test
  void listensElsewhereBeforeItStopsToListenWhereItDid() throws Exception {
    gateway.activate(TestConfig.of(ANY_PORT));
    int before = (int) port;

    try (RawClient raw = client()) {
      assertThat(raw.send(LIVE).reply().status()).isEqualTo(200);
      gateway.modified(TestConfig.of(Map.of("port", 0, "io_threads", 1, "host", "127.0.0.2")));

      assertThat(Files.readString(data.resolve("gateway.address")))
          .isEqualTo("127.0.0.2:" + port + "\n");
      // Who is connected stays.
      assertThat(raw.send(LIVE).reply().status()).isEqualTo(200);
      assertThatThrownBy(
              () -> new RawClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), before)))
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void staysWhereItIsIfItCannotListenElsewhereUntilItCan() throws Exception {
    gateway.activate(TestConfig.of(ANY_PORT));
    int before = (int) port;
    int other;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      other = taken.getLocalPort();
      gateway.modified(TestConfig.of(Map.of("port", other, "io_threads", 1)));

      assertThat(port).isEqualTo(before);
      assertThat(health.troubles()).extracting(Trouble::gravity).containsExactly(Gravity.WARNING);
      try (RawClient raw = client()) {
        assertThat(raw.send(LIVE).reply().status()).isEqualTo(200);
      }
    }
    await().untilAsserted(() -> assertThat(port).isEqualTo(other));
    assertThat(health.troubles()).isEmpty();
  }

  @Test
  void waitsForAPortThatIsTaken() throws Exception {
    int wanted;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      wanted = taken.getLocalPort();
      gateway.activate(TestConfig.of(Map.of("port", wanted, "io_threads", 1)));

      assertThat(port).isNull();
      assertThat(data).isEmptyDirectory();
      assertThat(health.troubles())
          .singleElement()
          .satisfies(
              trouble -> {
                assertThat(trouble.gravity()).isEqualTo(Gravity.NOT_READY);
                assertThat(trouble.text()).contains(":" + wanted, "in use");
              });
    }
    await().untilAsserted(() -> assertThat(port).isEqualTo(wanted));
    assertThat(health.troubles()).isEmpty();
  }

  @Test
  void saysThatAHostIsUnknown() {
    gateway.activate(TestConfig.of(Map.of("host", "no such host", "port", 0, "io_threads", 1)));

    assertThat(port).isNull();
    assertThat(health.troubles().getFirst().text()).contains("no such host");
  }

  @Test
  void opensAnewWhenAnIoThreadHasEnded() throws Exception {
    gateway.activate(TestConfig.of(ANY_PORT));
    Thread io =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("gateway I/O-1"))
            .findAny()
            .orElseThrow();
    // XNIO would tell of each connection that it cannot hand to the thread.
    Logger xnio = Logger.getLogger("org.xnio");
    xnio.setLevel(Level.OFF);
    io.setUncaughtExceptionHandler((thread, expected) -> {});
    // What an OutOfMemoryError between two tasks does to it, too.
    Field selector = io.getClass().getDeclaredField("selector");
    selector.setAccessible(true);
    ((Selector) selector.get(io)).close();
    io.join();

    await()
        .ignoreExceptions()
        .until(
            () -> {
              try (RawClient raw = client()) {
                return raw.send(LIVE).reply().status() == 200;
              }
            });
    xnio.setLevel(null);
    assertThat(health.troubles()).isEmpty();
  }

  private RawClient client() throws IOException {
    return new RawClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), (int) port));
  }

  private BundleContext context() {
    return fake(
        BundleContext.class,
        (name, arguments) ->
            switch (name) {
              case "getProperty" ->
                  arguments[0].equals("supermarket.data") ? data.toString() : null;
              case "registerService" -> {
                if (arguments[0] == Health.class) {
                  health = (Health) arguments[1];
                  yield fake(ServiceRegistration.class, (any, none) -> null);
                }
                if (arguments[0] == StoreEndpoint.class) {
                  yield fake(ServiceRegistration.class, (any, none) -> null);
                }
                port = ((Dictionary<?, ?>) arguments[2]).get(Gateway.PORT);
                yield registration();
              }
              default -> throw new UnsupportedOperationException(name);
            });
  }

  private ServiceRegistration<?> registration() {
    return fake(
        ServiceRegistration.class,
        (name, arguments) -> {
          port =
              name.equals("setProperties")
                  ? ((Dictionary<?, ?>) arguments[0]).get(Gateway.PORT)
                  : null;
          return null;
        });
  }

  private interface Calls {
    Object call(String method, Object[] arguments);
  }

  private static <T> T fake(Class<T> type, Calls calls) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> calls.call(method.getName(), arguments)));
  }
}
