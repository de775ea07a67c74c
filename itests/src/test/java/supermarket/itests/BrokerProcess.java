package supermarket.itests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.TransportConnector;
import org.apache.activemq.security.AuthenticationUser;
import org.apache.activemq.security.SimpleAuthenticationPlugin;

/**
 * An ActiveMQ in a process of its own, on a free port of loopback, with a user name and a password.
 */
final class BrokerProcess implements AutoCloseable {

  static final String USER = "supermarket";
  static final String PASSWORD = "not the default";

  private final Process process;
  private final URI uri;

  private BrokerProcess(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /**
   * Starts one; it listens when this returns.
   *
   * @param folder where it writes its address; what it logs is dropped
   */
  static BrokerProcess start(Path folder) throws IOException {
    Path address = folder.resolve("broker.address");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.ops4j.pax.logging.DefaultServiceLog.level=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                address.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    await("broker").atMost(30, TimeUnit.SECONDS).until(() -> Files.exists(address));
    return new BrokerProcess(process, URI.create(Files.readString(address)));
  }

  /** The process itself. */
  public static void main(String... arguments) throws Exception {
    BrokerService broker = new BrokerService();
    broker.setPersistent(false);
    broker.setUseJmx(false);
    broker.setAdvisorySupport(false);
    SimpleAuthenticationPlugin users = new SimpleAuthenticationPlugin();
    users.setUsers(List.of(new AuthenticationUser(USER, PASSWORD, "users")));
    broker.setPlugins(new BrokerPlugin[] {users});
    TransportConnector connector = broker.addConnector("tcp://127.0.0.1:0");
    broker.start();
    broker.waitUntilStarted();
    Path part = Path.of(arguments[0] + ".part");
    Files.writeString(part, "tcp://127.0.0.1:" + connector.getConnectUri().getPort());
    Files.move(part, Path.of(arguments[0]), StandardCopyOption.ATOMIC_MOVE);
    // It ends with whoever started it, however that ends.
    System.in.transferTo(java.io.OutputStream.nullOutputStream());
    System.exit(0);
  }

  URI uri() {
    return uri;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
