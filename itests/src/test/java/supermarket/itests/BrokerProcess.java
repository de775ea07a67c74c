package supermarket.itests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * The broker of the distribution, {@code bin/broker}, with users and passwords of its own. Not
 * thread-safe.
 */
final class BrokerProcess implements AutoCloseable {

  /** A user that may do what all nodes may. */
  static final String USER = "both";

  static final String PASSWORD = password(USER);

  static final String LOOPBACK = "127.0.0.1";
  static final int ANY_PORT = 0;
  static final int MEMORY_MEGABYTES = 64;

  private static final long PATIENCE_SECONDS = 45;
  private static final Pattern LISTENS =
      Pattern.compile("Listening for connections at: tcp://[^?]*:(\\d+)");
  private static final Pattern STARTED = Pattern.compile("Apache ActiveMQ .* started\\R");

  private final Path folder;
  private final String host;
  private final int memoryMegabytes;
  private final Path config;
  private Process process;
  private int port;

  private BrokerProcess(Path folder, String host, int port, int memoryMegabytes, Path config)
      throws IOException {
    this.folder = folder;
    this.host = host;
    this.memoryMegabytes = memoryMegabytes;
    this.config = config;
    this.port = port;
    process = launch();
  }

  /**
   * Starts one on a port that is free; it listens when this returns.
   *
   * @param folder a folder of its own is made in it, with its log
   */
  static BrokerProcess start(Path folder) throws IOException {
    return start(folder, LOOPBACK, ANY_PORT, MEMORY_MEGABYTES);
  }

  /**
   * Starts one at an address, such as the one that another had.
   *
   * @param memoryMegabytes what its messages may take; it refuses more
   */
  static BrokerProcess start(Path folder, String host, int port, int memoryMegabytes)
      throws IOException {
    return start(folder, host, port, memoryMegabytes, activemqXml());
  }

  /** Starts one with a configuration of its own. */
  static BrokerProcess start(Path folder, Path config) throws IOException {
    return start(folder, LOOPBACK, ANY_PORT, MEMORY_MEGABYTES, config);
  }

  private static BrokerProcess start(
      Path folder, String host, int port, int memoryMegabytes, Path config) throws IOException {
    return new BrokerProcess(
        Files.createTempDirectory(folder, "broker"), host, port, memoryMegabytes, config);
  }

  /** The configuration that ships. */
  static Path activemqXml() {
    return DistributionFolder.built().resolve("broker").resolve("activemq.xml");
  }

  /** The password of a user at all brokers of tests. */
  static String password(String user) {
    return "not the default of " + user;
  }

  /** A folder with the passwords of all users, as brokers and nodes want it. */
  static Path passwords(Path folder) throws IOException {
    Path passwords = Files.createDirectories(folder.resolve("passwords"));
    for (String user : List.of("gateway", "basket", "both")) {
      Files.writeString(passwords.resolve(user), password(user));
    }
    return passwords;
  }

  private Process launch() throws IOException {
    Path passwords = passwords(folder);
    Path log = folder.resolve("broker.log");
    Files.deleteIfExists(log);
    ProcessBuilder builder =
        new ProcessBuilder(
                DistributionFolder.built().resolve("bin").resolve("broker").toString(),
                "run",
                "--data",
                folder.toString(),
                "--host",
                host,
                "--port",
                String.valueOf(port),
                "--passwords",
                passwords.toString(),
                "--config",
                config.toString())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .put(
            "SUPERMARKET_BROKER_OPTS",
            "-Xmx192m -XX:TieredStopAtLevel=1 -Dsupermarket.broker.memory="
                + memoryMegabytes
                + "mb");
    Process started = builder.start();
    try {
      await("broker")
          .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .failFast("it ended", () -> !started.isAlive())
          .until(() -> found(STARTED, log).isPresent());
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      started.destroyForcibly();
      throw new AssertionError("The broker did not start: " + read(log), e);
    }
    port = Integer.parseInt(found(LISTENS, log).orElseThrow().group(1));
    return started;
  }

  private static Optional<Matcher> found(Pattern pattern, Path log) {
    return Optional.of(pattern.matcher(read(log))).filter(Matcher::find);
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI uri() {
    return URI.create("tcp://" + host + ":" + port);
  }

  /** What it has logged since its last start. */
  String log() {
    return read(folder.resolve("broker.log"));
  }

  /** What it writes is in here. */
  Path folder() {
    return folder;
  }

  int port() {
    return port;
  }

  /** Ends it at once (SIGKILL), as a crash would. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Asks it to end (SIGTERM), and answers its exit code. */
  int stop() {
    process.destroy();
    return process.onExit().join().exitValue();
  }

  /** Starts it again on the port that it had; kills it before, if it runs. */
  void restart() throws IOException {
    kill();
    process = launch();
  }

  @Override
  public void close() {
    kill();
  }
}
