package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import supermarket.itests.Cluster.Node;
import supermarket.library.testing.PostgresqlServer;

/** A chain whose nodes share no file system, but a PostgreSQL. */
class PostgresqlChainIT extends ChainContract {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private PostgresqlServer server;

  @Override
  Cluster startCluster(Path folder) throws IOException {
    assumeTrue(PostgresqlServer.isInstalled(), "needs Debian's package postgresql");
    server = PostgresqlServer.start();
    return Cluster.start(folder, SIZE, inDatabase(server, folder));
  }

  @AfterAll
  void endServer() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  @Order(6)
  void whileThereIsNoDatabaseBasketsArePricedAndNothingIsDeployed() throws IOException {
    String version = awaitAllTheSame();
    String before = total(version);
    try (ChainedBaskets baskets = ChainedBaskets.at(cluster.addresses())) {
      baskets.awaitAll(before);
      server.kill();
      try {
        Distribution.Result refused = basket(0).run("shell", "strategy:upgrade " + next());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.output()).contains("cannot be reached");
        baskets.awaitAll(before);
      } finally {
        server.startAgain();
      }
      end(baskets);
      baskets.assertOnly(before);
    }
    // What was refused is not done afterwards.
    assertThat(awaitAllTheSame()).isEqualTo(version);
    command(basket(1), "strategy:upgrade " + next());
    assertThat(awaitAllTheSame()).isNotEqualTo(version);
  }

  @Test
  @Order(7)
  void aDatabaseThatIsKilledOverADeploymentLeavesAllWithTheSameVersion() throws Exception {
    Node gateway = cluster.gateways().getFirst();
    for (int kill = 0; kill < FAULTS; kill++) {
      String before = awaitAllTheSame();
      Path jar = next();
      String after = made();
      Node node = basket(kill % SIZE.baskets());
      CompletableFuture<Distribution.Result> command =
          CompletableFuture.supplyAsync(() -> node.run("shell", "strategy:upgrade " + jar));
      // Somewhere in the middle: when others can have heard of it.
      await().until(() -> gateway.run("shell", "cluster:deployments 2").output().contains(after));
      server.kill();
      command.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
      server.startAgain();
      assertThat(awaitAllTheSame()).isIn(before, after);
    }
  }

  @Test
  @Order(12)
  void aDatabaseThatIsFrozenOverADeploymentStopsNoBasketAndLeavesAllWithTheSameVersion()
      throws Exception {
    Node gateway = cluster.gateways().getFirst();
    String before = awaitAllTheSame();
    Path jar = nextUnlike(total(before));
    try (ChainedBaskets baskets = ChainedBaskets.at(cluster.addresses())) {
      baskets.awaitAll(total(before));
      CompletableFuture<Distribution.Result> command =
          CompletableFuture.supplyAsync(() -> basket(0).run("shell", "strategy:upgrade " + jar));
      await().until(() -> gateway.run("shell", "cluster:deployments 2").output().contains(made()));
      server.freeze();
      try {
        baskets.goOnFor(FROZEN);
      } finally {
        server.thaw();
      }
      command.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
      String after = awaitAllTheSame();
      assertThat(after).isIn(before, made());
      baskets.awaitAll(total(after));
      end(baskets);
      baskets.assertOnly(total(before), total());
    }
  }

  @Test
  @Order(14)
  void aNodeThatStartsWhileTheDatabaseIsAwayWaitsForIt() throws IOException {
    Node node = basket(0);
    String version = awaitAllTheSame();
    node.stop();
    server.kill();
    node.launch();
    await().until(() -> node.said().contains("Not ready yet"));
    server.startAgain();
    node.awaitReady();
    assertThat(awaitAllTheSame()).isEqualTo(version);
  }
}
