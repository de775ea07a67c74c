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

/** An ActiveMQ in a process of its own, with a user name and a password. */
final class BrokerProcess implements AutoCloseable {

  static final String USER = "supermarket";
  static final String PASSWORD = "not the default";

  static final String LOOPBACK = "127.0.0.1";
  static final int ANY_PORT = 0;
  static final int MEMORY_MEGABYTES = 64;

  private final Path folder;
  private final String host;
  private final int memoryMegabytes;
  private Process process;
  private URI uri;

  private BrokerProcess(Path folder, String host, int port, int memoryMegabytes)
      throws IOException {
    this.folder = folder;
    this.host = host;
    this.memoryMegabytes = memoryMegabytes;
    launch(port);
  }

  /**
   * Starts one; it listens when this returns.
   *
   * @param folder where it writes its address; what it logs is dropped
   */
  static BrokerProcess start(Path folder) throws IOException {
    return start(folder, ANY_PORT);
  }

  /** Starts one on this port. */
  static BrokerProcess start(Path folder, int port) throws IOException {
    return start(folder, LOOPBACK, port, MEMORY_MEGABYTES);
  }

  /**
   * Starts one at this address.
   *
   * @param memoryMegabytes how much its messages may take; it refuses more
   */
  static BrokerProcess start(Path folder, String host, int port, int memoryMegabytes)
      throws IOException {
    return new BrokerProcess(folder, host, port, memoryMegabytes);
  }

  private void launch(int port) throws IOException {
    Path address = folder.resolve("broker.address");
    Files.deleteIfExists(address);
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.ops4j.pax.logging.DefaultServiceLog.level=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                address.toString(),
                "tcp://" + host + ":" + port,
                String.valueOf(memoryMegabytes))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    await("broker")
        .atMost(30, TimeUnit.SECONDS)
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .until(() -> Files.exists(address));
    uri = URI.create(Files.readString(address));
  }

  /** The process itself. */
  public static void main(String... arguments) throws Exception {
    BrokerService broker = new BrokerService();
    broker.setPersistent(false);
    broker.setUseJmx(false);
    broker.setAdvisorySupport(false);
    broker.getSystemUsage().getMemoryUsage().setLimit(Long.parseLong(arguments[2]) << 20);
    broker.getSystemUsage().setSendFailIfNoSpace(true);
    SimpleAuthenticationPlugin users = new SimpleAuthenticationPlugin();
    users.setUsers(List.of(new AuthenticationUser(USER, PASSWORD, "users")));
    broker.setPlugins(new BrokerPlugin[] {users});
    TransportConnector connector = broker.addConnector(arguments[1]);
    broker.start();
    broker.waitUntilStarted();
    Path part = Path.of(arguments[0] + ".part");
    URI listening = URI.create(arguments[1]);
    Files.writeString(
        part, "tcp://" + listening.getHost() + ":" + connector.getConnectUri().getPort());
    Files.move(part, Path.of(arguments[0]), StandardCopyOption.ATOMIC_MOVE);
    // It ends with whoever started it, however that ends.
    System.in.transferTo(java.io.OutputStream.nullOutputStream());
    System.exit(0);
  }

  URI uri() {
    return uri;
  }

  /** Kills it, as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Starts it again where it listened before, after {@link #kill}. */
  void restart() throws IOException {
    launch(uri.getPort());
  }

  @Override
  public void close() {
    kill();
  }
}
