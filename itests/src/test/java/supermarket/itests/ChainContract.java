package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import supermarket.itests.Cluster.Node;
import supermarket.itests.strategies.CostsOne;

/**
 * A strategy is deployed by one command on one node, and all nodes of the chain have it, or none:
 * whatever kind of shelf they share.
 */
@Timeout(1200)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ChainContract extends ChainedNodes {

  /** So many in this build; {@code mvn verify -Psoak} for more. */
  private static final int UPGRADES = Integer.getInteger("supermarket.chain.upgrades", 10);

  @Test
  @Order(1)
  void oneCommandOnAnyNodeIsDoneOnAllAtOneMomentAndNoBasketNotices() {
    Node gateway = cluster.gateways().getFirst();
    for (int upgrade = 0; upgrade < UPGRADES; upgrade++) {
      String before = total();
      Path jar = next();
      Node node = basket(upgrade % 3);
      try (ChainedBaskets baskets = ChainedBaskets.at(cluster.addresses())) {
        baskets.awaitAll(before);
        command(node, "strategy:upgrade " + jar);
        baskets.awaitAll(total());
        end(baskets);
        baskets.assertOnly(before, total());
        baskets.assertNobodyGoesBack(before, total());
        System.out.println(
            "%s: upgrade to %s on %s: %s baskets; from the first new price to the last old one %s"
                .formatted(
                    getClass().getSimpleName(),
                    made(),
                    node.name(),
                    baskets.count(),
                    Outcomes.millis(baskets.overlap(before))));
      }
    }
    String history = gateway.run("shell", "cluster:deployments").output();
    assertThat(history)
        .contains(
            "IN_FORCE",
            "ready: basket-1, basket-2, basket-3",
            "command by " + System.getProperty("user.name"));
  }

  @Test
  @Order(2)
  void rollBacksAndTrialsAreTheChainsToo() {
    String before = total();
    String kept = before.equals("1.00") ? "2.00" : "1.00";
    try (ChainedBaskets baskets = ChainedBaskets.at(cluster.addresses())) {
      baskets.awaitAll(before);
      command(basket(1), "strategy:rollback " + STRATEGY);
      baskets.awaitAll(kept);
      command(basket(2), "strategy:rollback " + STRATEGY);
      baskets.awaitAll(before);

      command(basket(0), "strategy:shadow " + next());
      cluster.baskets().forEach(this::assertOnTrial);
      cluster.baskets().forEach(ChainContract::awaitDiffOfAll);
      command(basket(1), "strategy:canary " + STRATEGY + " 50");
      baskets.awaitBoth(before, total());
      command(basket(2), "strategy:promote " + STRATEGY);
      baskets.awaitAll(total());
      end(baskets);
      baskets.assertOnly(before, total());
    }
  }

  private static void awaitDiffOfAll(Node node) {
    await(node.name() + " adds up what all have found")
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(node.run("shell", "strategy:diff " + STRATEGY).output())
                    .contains("On basket-1, basket-2, basket-3 together.", "in all by EUR "));
  }

  private void assertOnTrial(Node node) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(list(node))
                    .containsPattern(STRATEGY + " +" + Pattern.quote(made()) + " "));
  }

  @Test
  @Order(3)
  void whatOneNodeRefusesHappensNowhereAndTheNodeIsNamed() {
    String before = total();
    Path jar = next();
    Node odd = basket(2);
    // Another bundle on this node alone has a strategy of the same name.
    Path rival =
        StrategyJar.named(STRATEGY, CostsOne.class)
            .header("Bundle-SymbolicName", "test.rival")
            .version("1.0.0")
            .write(folder.resolve("jars/rival.jar"));
    String id = command(odd, "install " + rival.toUri()).replaceAll("\\D+", "");
    command(odd, "start " + id);
    try (ChainedBaskets baskets = ChainedBaskets.at(cluster.addresses())) {
      Distribution.Result refused = basket(0).run("shell", "strategy:upgrade " + jar);
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.output()).contains("Refused", "basket-3: ", "test.rival");
      baskets.awaitAll(before);
      end(baskets);
      baskets.assertOnly(before);
      cluster.baskets().forEach(node -> assertThat(list(node)).doesNotContain(" " + made()));
      command(basket(0), "strategy:upgrade --without basket-3 " + jar);
      awaitVersion(basket(0), made());
      awaitVersion(basket(1), made());
      awaitStatus(odd, 1, "could not do what all agreed on");
    } finally {
      command(odd, "uninstall " + id);
    }
    awaitStatus(odd, 0, "running and ready");
    awaitVersion(odd, made());
  }

  @Test
  @Order(4)
  void aNodeThatWasKilledHasWhatAllHaveBeforeItPricesAgain() {
    Node killed = basket(1);
    killed.kill();
    String kept = made();
    String before = total();
    try (ChainedBaskets baskets = ChainedBaskets.at(cluster.addresses())) {
      command(basket(0), "strategy:upgrade " + next());
      baskets.awaitAll(total());
      long since = System.nanoTime();
      killed.start();
      baskets.awaitAll(total());
      end(baskets);
      baskets.assertOnly(before, total());
      assertThat(baskets.since(since)).as("prices after it was back").containsOnly(total());
    }
    awaitVersion(killed, made());
    // It was not there for the upgrade, and goes back to the version that the others kept.
    command(killed, "strategy:rollback " + STRATEGY);
    cluster.baskets().forEach(node -> awaitVersion(node, kept));
    command(killed, "strategy:rollback " + STRATEGY);
    cluster.baskets().forEach(node -> awaitVersion(node, made()));
  }

  @Test
  @Order(5)
  void aNodeThatDiesOverItsOwnCommandLeavesAllWithTheSameVersion() {
    for (int kill = 0; kill < FAULTS; kill++) {
      Path jar = next();
      Node node = basket(kill % SIZE.baskets());
      CompletableFuture<Distribution.Result> command =
          CompletableFuture.supplyAsync(() -> node.run("shell", "strategy:upgrade " + jar));
      // Somewhere in the middle: when the others have heard of it.
      await()
          .atMost(SOON)
          .until(
              () ->
                  cluster
                      .gateways()
                      .getFirst()
                      .run("shell", "cluster:deployments 2")
                      .output()
                      .contains(made()));
      node.kill();
      command.join();
      node.start();
      awaitAllTheSame();
    }
  }

  @Test
  @Order(8)
  void aNodeThatWasFrozenOverADeploymentCatchesUpBeforeItPricesAgain() {
    Node frozen = basket(2);
    String before = total(awaitAllTheSame());
    try (ChainedBaskets baskets = ChainedBaskets.at(cluster.addresses())) {
      baskets.awaitAll(before);
      frozen.freeze();
      command(basket(0), "strategy:upgrade " + nextUnlike(before));
      baskets.awaitAll(total());
      long since = System.nanoTime();
      frozen.thaw();
      awaitTakesBaskets(frozen);
      awaitVersion(frozen, made());
      baskets.awaitAll(total());
      end(baskets);
      baskets.assertOnly(before, total());
      baskets.assertNobodyGoesBack(before, total());
      assertThat(baskets.since(since)).as("prices after the thaw").containsOnly(total());
    }
  }

  @Test
  @Order(9)
  void whatOneNodeChangesByItselfIsToldOnAllAndTheOddOneIsNotReady() {
    awaitAllTheSame();
    Node odd = basket(2);
    Path jar =
        StrategyJar.named("odd", CostsOne.class)
            .version("1.0.0")
            .write(folder.resolve("jars/odd.jar"));
    String id = command(odd, "install " + jar.toUri()).replaceAll("\\D+", "");
    command(odd, "start " + id);
    try {
      awaitStatus(odd, 1, "other strategies than basket-1, basket-2");
      awaitStatus(basket(0), 0, "other strategies than basket-3");
    } finally {
      command(odd, "uninstall " + id);
    }
    awaitStatus(odd, 0, "running and ready");
    String nodes = cluster.gateways().getFirst().run("shell", "cluster:nodes").output();
    assertThat(
            nodes
                .lines()
                .filter(line -> line.startsWith("basket-"))
                .map(line -> line.replaceAll(".* (\\d+ +[0-9a-f]{16} +[0-9a-f]{16}) .*", "$1"))
                .distinct())
        .as(nodes)
        .hasSize(1)
        .allMatch(facts -> facts.matches("\\d+ +\\S+ +\\S+"));
  }

  @Test
  @Order(10)
  void ofTwoOperatorsAtOnceOneIsToldOfTheOtherAndNothingIsForked() {
    for (int again = 0; again < FAULTS; again++) {
      Path lower = next();
      String lowerVersion = made();
      Path higher = next();
      String higherVersion = made();
      CompletableFuture<Distribution.Result> one =
          CompletableFuture.supplyAsync(() -> basket(0).run("shell", "strategy:upgrade " + lower));
      Distribution.Result other = basket(1).run("shell", "strategy:upgrade " + higher);
      Distribution.Result first = one.join();
      assertThat(first.code() == 0 || other.code() == 0)
          .as("%s%n%s", first.output(), other.output())
          .isTrue();
      for (Distribution.Result each : List.of(first, other)) {
        if (each.code() != 0) {
          assertThat(each.output())
              .containsAnyOf("quicker", "what all agreed on last", "needs a higher version");
        }
      }
      assertThat(awaitAllTheSame()).isEqualTo(other.code() == 0 ? higherVersion : lowerVersion);
    }
  }

  @Test
  @Order(11)
  void aNodeThatJoinsDuringAnUpgradeHasTheVersionOfAll() {
    Node joins = basket(1);
    for (int again = 0; again < FAULTS; again++) {
      String before = total(awaitAllTheSame());
      try (ChainedBaskets baskets = ChainedBaskets.at(cluster.addresses())) {
        baskets.awaitAll(before);
        joins.kill();
        joins.launch();
        command(basket(2), "strategy:upgrade " + nextUnlike(before));
        joins.awaitReady();
        String after = total(awaitAllTheSame());
        baskets.awaitAll(after);
        end(baskets);
        baskets.assertOnly(before, after);
        baskets.assertNobodyGoesBack(before, after);
      }
    }
  }

  @Test
  @Order(16) // from then on the nodes have another home
  void whileNodesAreRestartedOneByOneToTheNextReleaseDeploymentsGoOn() throws IOException {
    try (Distribution release = cluster.nextRelease(folder.resolve("next"));
        ChainedBaskets baskets = ChainedBaskets.at(cluster.addresses())) {
      Products.write(release.home(), "CHAINED", STRATEGY);
      for (int restarted = 0; restarted < SIZE.baskets(); restarted++) {
        Node node = basket(restarted);
        node.stop();
        node.installs(release);
        command(basket((restarted + 1) % SIZE.baskets()), "strategy:upgrade " + next());
        node.start();
        assertThat(awaitAllTheSame()).isEqualTo(made());
        command(node, "strategy:upgrade " + next());
        assertThat(awaitAllTheSame()).isEqualTo(made());
      }
      baskets.awaitAll(total());
      end(baskets);
      baskets.assertOnly("1.00", "2.00");
    }
  }

  @Test
  @Order(13)
  void aDeploymentNeedsNoBroker() throws IOException {
    String before = total(awaitAllTheSame());
    cluster.broker(0).kill();
    command(basket(0), "strategy:upgrade " + nextUnlike(before));
    assertThat(awaitAllTheSame()).isEqualTo(made());
    cluster.broker(0).restart();
    cluster.awaitReady();
    try (ChainedBaskets baskets = ChainedBaskets.at(cluster.addresses())) {
      baskets.awaitAll(total());
      end(baskets);
      baskets.assertOnly(total());
    }
  }

  @Test
  @Order(15)
  void aPriceAndWhatTheAuthorOfTheFileChangesAreTheChains() throws IOException {
    awaitAllTheSame();
    assertThat(command(basket(1), "product:price CHAINED 4.10")).contains("EUR 5.00 -> EUR 4.10");
    awaitPrice("CHAINED", "4.10");
    Distribution.Result far = basket(0).run("shell", "product:price CHAINED 41");
    assertThat(far.code()).isEqualTo(1);
    assertThat(far.output()).contains("--force");
    assertThat(command(basket(2), "product:undo CHAINED")).contains("EUR 4.10 -> EUR 5.00");
    awaitPrice("CHAINED", "5.00");

    long before = revisions();
    Path file = cluster.home().resolve("etc/catalogue.json");
    await("the file follows")
        .until(() -> Files.readString(file).contains("5.00, \"strategy\": \"chained\""));
    Files.writeString(
        file,
        Files.readString(file)
            .replace("5.00, \"strategy\": \"chained\"", "6.00, \"strategy\": \"chained\""));
    awaitPrice("CHAINED", "6.00");
    assertThat(revisions()).as("proposed and decided once").isEqualTo(before + 2);
    String deployments = command(cluster.gateways().getFirst(), "cluster:deployments 2");
    assertThat(deployments).contains("catalogue file", "CATALOGUE", "IN_FORCE", "ready: ");

    Path prices =
        Files.writeString(folder.resolve("prices.csv"), "code,unit_price\nCHAINED,6.10\n");
    assertThat(command(basket(0), "product:import --dry-run " + prices)).contains("EUR 6.10");
    assertThat(command(basket(0), "product:import " + prices)).contains("EUR 6.00", "EUR 6.10");
    awaitPrice("CHAINED", "6.10");
    assertThat(command(basket(2), "product:history CHAINED 4").lines().skip(2).limit(4))
        .satisfiesExactly(
            imported -> assertThat(imported).contains("basket-1", "EUR 6.00 -> EUR 6.10"),
            edited -> assertThat(edited).contains("catalogue file", "EUR 5.00 -> EUR 6.00"),
            undone -> assertThat(undone).contains("basket-3", "EUR 4.10 -> EUR 5.00"),
            priced ->
                assertThat(priced).contains("basket-2", "command by ", "EUR 5.00 -> EUR 4.10"));
    command(basket(2), "product:add EXTRA '' 1.50 chained --deposit MF1 --vat food");
    awaitPrice("EXTRA", "1.50");
    assertThat(command(basket(0), "product:show EXTRA"))
        .containsPattern("deposit +MF1")
        .containsPattern("VAT +food");
    assertThat(command(basket(1), "product:change EXTRA --name 'An extra' --price 1.60"))
        .contains("'' -> 'An extra', EUR 1.50 -> EUR 1.60");
    awaitPrice("EXTRA", "1.60");
    long withExtra = revisions();
    command(basket(1), "product:remove EXTRA");
    assertThat(command(basket(0), "catalogue:rollback " + withExtra)).contains("none -> EUR 1.60");
    awaitPrice("EXTRA", "1.60");
    command(basket(2), "product:remove EXTRA");
    for (Node node : cluster.baskets()) {
      await(node.name() + " has it no more")
          .atMost(SOON)
          .until(() -> !node.run("shell", "product:list").output().contains("EXTRA"));
    }

    Node late = basket(0);
    late.kill();
    command(basket(1), "product:price CHAINED 4.20");
    late.start();
    awaitPrice("CHAINED", "4.20");
    awaitStatus(late, 0, "running and ready");
  }

  @Test
  @Order(14)
  void storesAndTheirPricesAreTheChains() throws IOException {
    awaitAllTheSame();
    assertThat(command(basket(1), "pricelist:add south EUR")).contains("price list south: none");
    assertThat(command(basket(2), "store:add 7 --name Hafen --zone Asia/Tokyo --list south"))
        .contains("store 7: none -> 'Hafen', price list south, Asia/Tokyo");
    assertThat(command(basket(0), "product:price CHAINED 4.44 --list south"))
        .contains("south: none -> EUR 4.44");
    for (Node node : cluster.baskets()) {
      await(node.name() + " has the store and the price")
          .atMost(SOON)
          .untilAsserted(
              () -> {
                assertThat(node.run("shell", "store:list").output()).contains("Hafen");
                assertThat(node.run("shell", "product:show CHAINED").output()).contains("EUR 4.44");
              });
    }
    Path file = cluster.home().resolve("etc/stores.json");
    await("the file follows").until(() -> Files.readString(file).contains("Hafen"));
    Files.writeString(file, Files.readString(file).replace("Hafen", "Dom"));

    Node late = basket(0);
    late.kill();
    assertThat(command(basket(1), "store:add 8 --list south")).contains("store 8");
    late.start();
    for (Node node : cluster.baskets()) {
      await(node.name() + " has what came by command and by the file")
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(node.run("shell", "store:list").output())
                      .containsPattern("7 +Dom")
                      .containsPattern("8 .*south"));
    }
    awaitStatus(late, 0, "running and ready");
    command(basket(2), "store:remove 7");
    command(basket(2), "store:remove 8");
    Distribution.Result used = basket(0).run("shell", "pricelist:remove south");
    assertThat(used.code()).isEqualTo(1);
    assertThat(used.output()).contains("product CHAINED", "not declared");
    command(basket(0), "product:price CHAINED none --list south");
    command(basket(1), "pricelist:remove south");
    awaitAllTheSame();
  }

  @Test
  @Order(14)
  void promotionsAreTheChainsAlsoOfANodeThatWasAway() {
    awaitAllTheSame();
    command(basket(1), "promotion:add ten threshold of=CHAINED pieces=1 off=0.10");
    command(basket(2), "promotion:groups percent amount");
    awaitPromotion("off=0.10", "percent, amount");

    Node late = basket(0);
    late.kill();
    assertThat(command(basket(1), "promotion:change ten off=0.20")).contains("off=0.20");
    command(basket(2), "promotion:set drinks CHAINED");
    command(basket(1), "product:price CHAINED 5.50");
    late.start();
    awaitPromotion("off=0.20", "drinks +1 +CHAINED");
    awaitPrice("CHAINED", "5.50");
    awaitStatus(late, 0, "running and ready");

    command(late, "product:price CHAINED 5.00");
    command(late, "promotion:remove ten");
    command(late, "promotion:set drinks none");
    command(late, "promotion:groups none");
    for (Node node : cluster.baskets()) {
      await(node.name() + " has it no more")
          .atMost(SOON)
          .until(() -> !node.run("shell", "promotion:list").output().contains("threshold"));
    }
    awaitAllTheSame();
  }

  private void awaitPromotion(String parameters, String sets) {
    for (Node node : cluster.baskets()) {
      await(node.name() + " has the promotion with " + parameters)
          .atMost(SOON)
          .untilAsserted(
              () -> {
                assertThat(node.run("shell", "promotion:list").output())
                    .containsPattern("ten .*" + Pattern.quote(parameters) + " .*in force");
                assertThat(node.run("shell", "promotion:sets").output()).containsPattern(sets);
              });
    }
  }

  private long revisions() {
    String newest = command(cluster.gateways().getFirst(), "cluster:deployments 1");
    return Long.parseLong(newest.lines().toList().getLast().strip().split(" ", 2)[0]);
  }

  private void awaitPrice(String code, String price) {
    for (Node node : cluster.baskets()) {
      await(node.name() + " has the price " + price)
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(node.run("shell", "product:list").output())
                      .containsPattern(code + " .* " + price.replace(".", "\\.") + " "));
    }
  }
}
