package supermarket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class GatewayTest {

  private static final Map<String, Object> ANY_PORT = Map.of("port", 0, "io_threads", 1);

  @TempDir Path data;

  private final Gateway gateway = new Gateway();
  private Object port;

  @AfterEach
  void deactivate() {
    gateway.deactivate();
  }

  @Test
  void tellsWhereItListensForAsLongAsItListens() throws Exception {
    gateway.activate(context(), TestConfig.of(ANY_PORT));

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
    gateway.activate(context(), TestConfig.of(ANY_PORT));
    int first = (int) port;
    gateway.deactivate();

    gateway.activate(context(), TestConfig.of(Map.of("port", first, "io_threads", 1)));

    assertThat(port).isEqualTo(first);
  }

  @Test
  void staysClosedOnABadConfiguration() {
    gateway.activate(context(), TestConfig.of(Map.of("port", -1)));

    assertThat(port).isNull();
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void staysClosedIfThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      gateway.activate(
          context(),
          TestConfig.of(Map.of("host", "0.0.0.0", "port", taken.getLocalPort(), "io_threads", 1)));
    }

    assertThat(port).isNull();
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void staysClosedIfTheHostIsUnknown() {
    gateway.activate(
        context(), TestConfig.of(Map.of("host", "no such host", "port", 0, "io_threads", 1)));

    assertThat(port).isNull();
  }

  private BundleContext context() {
    return fake(
        BundleContext.class,
        (name, arguments) ->
            switch (name) {
              case "getProperty" ->
                  arguments[0].equals("supermarket.data") ? data.toString() : null;
              case "registerService" -> {
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
          port = null;
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
