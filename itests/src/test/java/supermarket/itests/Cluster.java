package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import supermarket.library.testing.Freezing;

/**
 * Gateways and basket nodes of one distribution, with one or several brokers between them; each is
 * a process of its own, on any free port, which it keeps over a restart. Nodes are called {@code
 * gateway-1}, {@code basket-1} and so on.
 */
final class Cluster implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Several for each basket server, so that no node that is broken is without users. */
  private static final Duration ANSWER = Duration.ofSeconds(2);

  /** How many there are to be of each. */
  record Size(int brokers, int gateways, int baskets) {}

  private final Distribution distribution;
  private final List<BrokerProcess> brokers = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Thread hook = new Thread(this::kill);

  private final Network network;

  private Cluster(Path folder, Network network) throws IOException {
    this.network = network;
    distribution = new Distribution(folder);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts a cluster on loopback whose brokers have more memory than they need. */
  static Cluster start(Path folder, Size size) throws IOException {
    return start(folder, size, BrokerProcess.MEMORY_MEGABYTES);
  }

  /** Starts one whose nodes have their shelf where these settings say. */
  static Cluster start(Path folder, Size size, Map<String, String> shelf) throws IOException {
    return start(folder, size, BrokerProcess.MEMORY_MEGABYTES, Network.LOOPBACK, shelf);
  }

  /** Starts one on this network, whose nodes have their shelf where these settings say. */
  static Cluster start(Path folder, Size size, Network network, Map<String, String> shelf)
      throws IOException {
    return start(folder, size, BrokerProcess.MEMORY_MEGABYTES, network, shelf);
  }

  /** Starts a cluster of which each broker's messages may take so much memory. */
  static Cluster start(Path folder, Size size, int brokerMegabytes) throws IOException {
    return start(folder, size, brokerMegabytes, Network.LOOPBACK, inFolder(folder));
  }

  /** Starts a cluster on this network. */
  static Cluster start(Path folder, Size size, Network network) throws IOException {
    return start(folder, size, BrokerProcess.MEMORY_MEGABYTES, network, inFolder(folder));
  }

  private static Map<String, String> inFolder(Path folder) throws IOException {
    Path shelf = Files.createDirectories(folder.resolve("shelf"));
    return Map.of("folder", shelf.toString());
  }

  /** All of it is ready when this returns. */
  private static Cluster start(
      Path folder, Size size, int brokerMegabytes, Network network, Map<String, String> shelf)
      throws IOException {
    Cluster cluster = new Cluster(folder, network);
    try {
      cluster.startBrokers(folder, size.brokers, brokerMegabytes);
      cluster.configure(folder, shelf);
      List<Node> baskets = cluster.add(folder, "basket", size.baskets);
      List<Node> gateways = cluster.add(folder, "gateway", size.gateways);
      all(baskets, Node::start);
      all(gateways, Node::start);
      return cluster;
    } catch (IOException | RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private void startBrokers(Path folder, int count, int megabytes) throws IOException {
    for (int i = 1; i <= count; i++) {
      Path own = Files.createDirectories(folder.resolve("broker-" + i));
      brokers.add(
          BrokerProcess.start(own, network.brokerHost(), BrokerProcess.ANY_PORT, megabytes));
    }
  }

  private void configure(Path folder, Map<String, String> shelf) throws IOException {
    Path passwords = BrokerProcess.passwords(folder);
    configure("supermarket.gateway", "port", "${supermarket.port:-8080}");
    configure(
        "supermarket.message.broker",
        "url",
        brokers.stream().map(broker -> broker.uri().toString()).collect(Collectors.joining(" ")));
    for (Map.Entry<String, String> setting : shelf.entrySet()) {
      configure("supermarket.shelf", setting.getKey(), setting.getValue());
    }
    configure("supermarket.message.broker", "user", "${supermarket.role}");
    configure("supermarket.message.broker", "password.file", passwords + "/${supermarket.role}");
  }

  private void configure(String pid, String key, String value) throws IOException {
    DistributionFolder.configure(distribution.home(), pid, key, value);
  }

  private List<Node> add(Path folder, String role, int count) {
    List<Node> added = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      Node node = new Node(role, folder.resolve(role + "-" + i));
      nodes.add(node);
      added.add(node);
    }
    return added;
  }

  /** Does the same with all of them, at the same time. */
  static void all(List<Node> nodes, java.util.function.Consumer<Node> action) {
    CompletableFuture.allOf(
            nodes.stream()
                .map(
                    node ->
                        CompletableFuture.runAsync(() -> action.accept(node), Cluster::onThread))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private static void onThread(Runnable task) {
    Thread.ofVirtual().start(task);
  }

  /**
   * The same distribution as a release that comes after it: all bundles have another version.
   *
   * @param folder a folder of its own
   */
  Distribution nextRelease(Path folder) throws IOException {
    Distribution next = new Distribution(Files.createDirectories(folder));
    NextRelease.make(next.home());
    for (String configuration :
        List.of("supermarket.gateway", "supermarket.message.broker", "supermarket.shelf")) {
      Path file = Path.of("etc", configuration + ".cfg");
      Files.copy(
          home().resolve(file),
          next.home().resolve(file),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    return next;
  }

  /** The distribution that all nodes share. */
  Path home() {
    return distribution.home();
  }

  List<Node> gateways() {
    return ofRole("gateway");
  }

  List<Node> baskets() {
    return ofRole("basket");
  }

  private List<Node> ofRole(String role) {
    return nodes.stream().filter(node -> node.role.equals(role)).toList();
  }

  /** Where the gateways listen, as {@code host:port}, in the order of their numbers. */
  String[] addresses() {
    return gateways().stream().map(Node::address).toArray(String[]::new);
  }

  /** A broker, by its place from 0. */
  BrokerProcess broker(int number) {
    return brokers.get(number);
  }

  /** Waits until every gateway prices an empty basket. */
  void awaitReady() {
    gateways().forEach(Node::awaitReady);
  }

  private void kill() {
    nodes.forEach(Node::kill);
    brokers.forEach(BrokerProcess::close);
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  /** A process with one role. Not for several threads at once. */
  final class Node {

    private final String role;
    private final Path data;
    private Process process;
    private String port = "0";
    private Distribution release = distribution;

    /** Told where it does not become ready. */
    private String lastAnswer = "never asked";

    private Node(String role, Path data) {
      this.role = role;
      this.data = data;
    }

    /** From its next start on it runs what is in there. */
    void installs(Distribution next) {
      release = next;
    }

    String name() {
      return data.getFileName().toString();
    }

    private boolean isGateway() {
      return role.equals("gateway");
    }

    long pid() {
      return process.pid();
    }

    /** Starts it, where it listened before; it is ready when this returns. */
    void start() {
      launch();
      awaitReady();
    }

    /** Starts it, and does not wait. */
    void launch() {
      try {
        process =
            release.process(
                network.prefix(name()),
                console(),
                "run",
                "--data",
                data.toString(),
                "--role",
                role,
                "--port",
                port);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void awaitReady() {
      try {
        await(name()).atMost(PATIENCE).until(this::isReady);
      } catch (ConditionTimeoutException e) {
        throw new AssertionError(name() + " is not ready: " + lastAnswer + "\n" + said(), e);
      }
      if (isGateway()) {
        port = address().substring(address().lastIndexOf(':') + 1);
      }
    }

    private boolean isReady() throws IOException {
      assertThat(process.isAlive()).as("%s: %s", name(), said()).isTrue();
      if (isGateway()) {
        return Files.exists(addressFile()) && answers("/health/ready");
      }
      String said = said();
      return said.contains("is ready")
          || (said.contains("Not ready yet") && run("status").code() == 0);
    }

    /** Whether a gateway answers 200. */
    boolean answers(String path) {
      try (StoreConnection connection = new StoreConnection(StoreConnection.at(address()))) {
        connection.get(path);
        StoreConnection.Reply reply = connection.reply(System.nanoTime() + ANSWER.toNanos());
        lastAnswer = reply.toString();
        return reply.status() == 200;
      } catch (IOException notThere) {
        lastAnswer = notThere.toString();
        return false;
      }
    }

    /** A command of {@code bin/supermarket} on this node. */
    Distribution.Result run(String command, String... words) {
      List<String> line = new ArrayList<>(List.of(command, "--data", data.toString()));
      line.addAll(List.of(words));
      return release.run(line.toArray(String[]::new));
    }

    /** What it has printed. */
    String said() {
      try {
        return Files.readString(console());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Path console() {
      return data.resolveSibling(name() + ".txt");
    }

    private Path addressFile() {
      return data.resolve("gateway.address");
    }

    /** Where it listens, as {@code host:port}. */
    String address() {
      try {
        return Files.readString(addressFile()).strip();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Kills it, as {@code kill -9} does. */
    void kill() {
      if (process != null) {
        process.destroyForcibly().onExit().join();
      }
    }

    /** Stops it in order. */
    void stop() {
      process.destroy();
      process.onExit().join();
    }

    /** Stops it in its tracks; its connections stay open. */
    void freeze() {
      Freezing.freeze(process.toHandle());
    }

    /** Lets it go on. */
    void thaw() {
      Freezing.thaw(process.toHandle());
    }
  }
}
