package supermarket.runtime.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessTest {
  @TempDir Path folder;
  private Path address;
  private HttpServer gateway;
  private volatile int status = 200;

  @BeforeEach
  void start() throws IOException {
    address = folder.resolve("gateway.address");
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    gateway.start();
  }

  @AfterEach
  void stop() {
    gateway.stop(0);
  }

  private Readiness at(String host) throws IOException {
    Files.writeString(address, host + ":" + gateway.getAddress().getPort() + "\n");
    return new Readiness(new Home(folder, folder));
  }

  @Test
  void isReadyWhenTheGatewaySaysSo() throws IOException {
    assertThat(at("127.0.0.1").isReady()).isTrue();
    assertThat(at("127.0.0.1").endpoint())
        .contains("http://127.0.0.1:" + gateway.getAddress().getPort());
  }

  @Test
  void isNotReadyWhenTheGatewaySaysSo() throws IOException {
    status = 503;
    assertThat(at("127.0.0.1").isReady()).isFalse();
  }

  @Test
  void asksThisMachineWhenTheGatewayListensEverywhere() throws IOException {
    assertThat(at("0.0.0.0").isReady()).isTrue();
    assertThat(at("0.0.0.0").endpoint())
        .contains("http://127.0.0.1:" + gateway.getAddress().getPort());
  }

  @Test
  void isNotReadyBeforeTheGatewayIsBoundOrAfterItIsGone() throws IOException {
    assertThat(new Readiness(new Home(folder, folder)).isReady()).isFalse();
    assertThat(new Readiness(new Home(folder, folder)).endpoint()).isEmpty();

    Readiness readiness = at("127.0.0.1");
    gateway.stop(0);
    assertThat(readiness.isReady()).isFalse();

    Files.writeString(address, "nonsense");
    assertThat(readiness.isReady()).isFalse();
    Files.writeString(address, "127.0.0.1:port");
    assertThat(readiness.isReady()).isFalse();
  }
}
