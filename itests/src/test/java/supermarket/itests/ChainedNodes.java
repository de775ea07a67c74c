package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import supermarket.itests.Cluster.Node;
import supermarket.itests.Cluster.Size;
import supermarket.itests.strategies.CostsOne;
import supermarket.itests.strategies.CostsTwo;
import supermarket.library.testing.PostgresqlServer;

/**
 * A chain of two gateways and three basket nodes that sells one product. The version of its
 * strategy tells what it costs: odd versions cost one, even ones two.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ChainedNodes {

  static final String STRATEGY = "chained";
  static final Duration SOON = Duration.ofSeconds(5);

  /** Longer than anybody waits for an answer of the shelf, or for a node that is silent. */
  static final Duration FROZEN = Duration.ofSeconds(10);

  /** How often a fault is repeated in this build; {@code mvn verify -Psoak} for more. */
  static final int FAULTS = Integer.getInteger("supermarket.chain.faults", 3);

  static final Size SIZE = new Size(1, 2, 3);

  Path folder;
  Cluster cluster;
  private int major;

  /** Starts the chain, of {@link #SIZE}, in a folder. */
  abstract Cluster startCluster(Path folder) throws IOException;

  /** The settings of nodes that have their shelf in a database of its own. */
  static Map<String, String> inDatabase(PostgresqlServer server, Path folder) throws IOException {
    Path password = PostgresqlServer.writePassword(folder.resolve("shelf-password"));
    return Map.of(
        "url",
        server.createDatabase("shelf"),
        "user",
        PostgresqlServer.USER,
        "password.file",
        password.toString());
  }

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    cluster = startCluster(folder);
    command(cluster.baskets().getFirst(), "strategy:install " + next());
    cluster.baskets().forEach(node -> awaitVersion(node, "1.0.0"));
    // Afterwards: an edit of the file is a deployment too, and of two at once one is refused.
    Products.write(cluster.home(), "CHAINED", STRATEGY);
    cluster
        .baskets()
        .forEach(
            node ->
                await()
                    .atMost(SOON)
                    .until(() -> node.run("shell", "product:list").output().contains("CHAINED")));
  }

  @AfterAll
  void end() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @BeforeEach
  void ready() {
    cluster.awaitReady();
  }

  /** The next version, which costs one if it is odd. */
  Path next() {
    major++;
    return StrategyJar.named(STRATEGY, major % 2 == 1 ? CostsOne.class : CostsTwo.class)
        .version(major + ".0.0")
        .write(folder.resolve("jars/" + STRATEGY + "-" + major + ".jar"));
  }

  /** The next version that does not cost this. */
  Path nextUnlike(String total) {
    Path jar = next();
    return total().equals(total) ? next() : jar;
  }

  /** The version that {@link #next} made last. */
  String made() {
    return major + ".0.0";
  }

  /** What a basket costs by the version that was made last. */
  String total() {
    return total(made());
  }

  /** What a basket costs by a version. */
  static String total(String version) {
    return Version.parseVersion(version).getMajor() % 2 == 1 ? "1.00" : "2.00";
  }

  /** Runs a command that is expected to go well; returns what it printed. */
  static String command(Node node, String line) {
    Distribution.Result result = node.run("shell", line);
    assertThat(result.code()).as("%s on %s: %s", line, node.name(), result.output()).isZero();
    return result.output();
  }

  /** Posts no more, and looks whether each was priced with the revision that it names. */
  void end(ChainedBaskets baskets) {
    baskets.end();
    String deployments = command(cluster.gateways().getFirst(), "cluster:deployments 1000");
    baskets.assertOfTheirRevisions(RevisionHistory.of("test.strategy." + STRATEGY, deployments));
  }

  static void awaitVersion(Node node, String version) {
    await(node.name() + " has " + version)
        .atMost(SOON)
        .untilAsserted(() -> assertThat(version(node)).isEqualTo(version));
  }

  /** The version that is in use at a node; empty if none is. */
  static String version(Node node) {
    Matcher row = Pattern.compile("(?m)^" + STRATEGY + " +([0-9.]+) .* in use").matcher(list(node));
    return row.find() ? row.group(1) : "";
  }

  static String list(Node node) {
    return node.run("shell", "strategy:list").output();
  }

  Node basket(int number) {
    return cluster.baskets().get(number);
  }

  void awaitTakesBaskets(Node node) {
    await(node.name() + " has users")
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        cluster.gateways().getFirst().run("shell", "cluster:partitions").output())
                    .contains(node.name()));
  }

  static void awaitStatus(Node node, int code, String words) {
    await(node.name())
        .atMost(Duration.ofSeconds(30)) // what failed is tried again after pauses that double
        .untilAsserted(
            () -> {
              Distribution.Result status = node.run("status");
              assertThat(status.output()).contains(words);
              assertThat(status.code()).as(status.output()).isEqualTo(code);
            });
  }

  /** All nodes have the same version; returns it. */
  String awaitAllTheSame() {
    await("all have the same")
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(cluster.baskets().stream().map(ChainedNodes::version).distinct())
                    .hasSize(1)
                    .doesNotContain(""));
    return version(basket(0));
  }
}
