package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import supermarket.itests.Cluster.Node;
import supermarket.library.testing.PostgresqlServer;

/**
 * One node of a chain is cut off from the broker and from the database, over a deployment. Needs
 * root for a network of its own: {@code mvn verify -Dsupermarket.netns=true}, as root.
 */
@EnabledIfSystemProperty(
    named = "supermarket.netns",
    matches = "true",
    disabledReason = "cuts networks, as root, only with -Dsupermarket.netns=true")
@Timeout(1200)
class ChainCutIT extends ChainedNodes {

  /** How long the first cut takes: all back off meanwhile, and are to be back soon all the same. */
  private static final Duration FIRST =
      Duration.ofSeconds(Integer.getInteger("supermarket.chain.cut", 10));

  private NetworkNamespace network;
  private PostgresqlServer server;

  @Override
  Cluster startCluster(Path folder) throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root may cut networks");
    assumeTrue(PostgresqlServer.isInstalled(), "needs Debian's package postgresql");
    network = new NetworkNamespace("basket-3");
    server = PostgresqlServer.start(network.brokerHost());
    return Cluster.start(folder, SIZE, network, inDatabase(server, folder));
  }

  @AfterAll
  void endNetwork() throws IOException {
    if (server != null) {
      server.close();
    }
    if (network != null) {
      network.close();
    }
  }

  @Test
  void aNodeThatIsCutOffOverADeploymentIsNotWaitedForAndCatchesUpBeforeItPricesAgain()
      throws IOException {
    Node cutOff = basket(2);
    for (int cut = 0; cut < FAULTS; cut++) {
      String before = total(awaitAllTheSame());
      try (ChainedBaskets baskets = ChainedBaskets.at(cluster.addresses())) {
        baskets.awaitAll(before);
        long since;
        network.cut();
        try {
          command(basket(0), "strategy:upgrade " + nextUnlike(before));
          awaitVersion(basket(1), made());
          assertThat(version(cutOff)).as("what it has meanwhile").isNotEqualTo(made());
          baskets.goOnFor(cut == 0 ? FIRST : FROZEN);
        } finally {
          network.mend();
        }
        since = System.nanoTime();
        awaitVersion(cutOff, made());
        awaitTakesBaskets(cutOff);
        baskets.awaitAll(total());
        end(baskets);
        baskets.assertOnly(before, total());
        baskets.assertNobodyGoesBack(before, total());
        assertThat(baskets.since(since)).as("prices after it").containsOnly(total());
      }
    }
  }
}
