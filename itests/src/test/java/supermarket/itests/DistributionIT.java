package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import supermarket.itests.Distribution.Result;
import supermarket.itests.Store.Reply;
import supermarket.itests.strategies.CostsOne;
import supermarket.itests.strategies.CostsTwo;
import supermarket.itests.strategies.Lingers;

/** The distribution as it is unpacked: started, asked, stopped, killed, changed; real processes. */
@Timeout(1200)
class DistributionIT {

  /** So many kills in this build; {@code mvn verify -Psoak} for more. */
  private static final int KILLS = Integer.getInteger("supermarket.kills", 4);

  /** About as long as the command takes, with the start of its own JVM. */
  private static final long MOST_MILLIS = 2_500;

  @TempDir Path folder;
  private Distribution distribution;

  @BeforeEach
  void unpack() throws IOException {
    distribution = new Distribution(folder);
  }

  @AfterEach
  void end() {
    distribution.close();
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(30)).ignoreExceptions();
  }

  private Store store() {
    return Store.of(distribution.home());
  }

  private void assertCosts(String total, String... items) {
    try (Store store = store()) {
      Reply reply = store.price("u1", items);
      assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
      assertThat(reply.total()).isEqualTo(new BigDecimal(total));
    }
  }

  private boolean costs(String total, String product) {
    try (Store store = store()) {
      Reply reply = store.price("u1", product);
      return reply.status() == 200 && reply.total().compareTo(new BigDecimal(total)) == 0;
    }
  }

  private int statusOf(String product) {
    try (Store store = store()) {
      return store.price("u1", product).status();
    }
  }

  private Result notRunning() {
    return new Result(
        0, "Supermarket is not running with data folder %s.\n".formatted(distribution.data()));
  }

  /** A script that takes the output of a start gets all of it when the node is ready. */
  @Test
  void whoReadsWhatAStartSaysIsNotKeptWaitingUntilItStops() {
    Result read =
        distribution.run(
            List.of("sh", "-c", "said=$(\"$0\" \"$@\") && echo \"read: $said\""), "start");
    assertThat(read.code()).as(read.output()).isZero();
    assertThat(read.output()).startsWith("read: Supermarket is ready at http://127.0.0.1:");
    distribution.stop();
  }

  private void addProduct(String code, String strategy) throws IOException {
    Products.write(distribution.home(), code, strategy);
  }

  @Test
  void startsInTheBackgroundAnswersAndStops() {
    assertThat(distribution.run("status").code()).isEqualTo(3);

    Result start = distribution.start();

    assertThat(start.output())
        .containsPattern("Supermarket is ready at http://127.0.0.1:\\d+, after \\d+\\.\\d s\\.\n")
        .containsPattern("endpoint +http://127.0.0.1:\\d+\n")
        .containsPattern("console +http://127.0.0.1:\\d+/console/;")
        .containsPattern("products +4\n")
        .containsPattern("strategies .*buy-one-get-one-free@")
        .contains("Nothing is wrong.\n", "curl -s");
    assertThat(distribution.run("status").code()).isZero();
    assertCosts("22.45", "GR1", "SR1", "GR1", "GR1", "CF1");

    assertThat(distribution.shell("lb | grep supermarket.gateway")).contains("Active");
    Result wrong = distribution.run("shell", "product:price GR1 nonsense");
    assertThat(wrong.code()).as(wrong.output()).isEqualTo(1);

    Result second = distribution.run("start");
    assertThat(second.code()).isEqualTo(1);
    assertThat(second.output())
        .startsWith("Supermarket is running and ready")
        .contains("nothing was started")
        .hasLineCount(2);
    Result misunderstood = distribution.run("stop", "gateway-1");
    assertThat(misunderstood.code()).as(misunderstood.output()).isEqualTo(2);
    assertThat(misunderstood.output()).startsWith("supermarket: 'gateway-1' is not understood");
    Result beside = distribution.run("run");
    assertThat(beside.code()).isEqualTo(1);
    assertThat(beside.output()).contains("already uses " + distribution.data()).hasLineCount(1);
    assertCosts("3.11", "GR1", "GR1");

    distribution.stop();
    assertThat(distribution.run("status").code()).isEqualTo(3);
    assertThat(distribution.run("stop")).isEqualTo(notRunning());
    assertThat(distribution.data().resolve("log/console.log"))
        .content()
        .doesNotContain("Exception", "WARN", "ERROR");
  }

  @Test
  void runsInTheForegroundWithoutATerminalAndEndsInOrderOnSigterm() throws Exception {
    Path output = folder.resolve("run.txt");
    Process process = distribution.process(output, "run");
    try {
      assertCosts("3.11", "GR1", "GR1");
      eventually().until(() -> Files.readString(output).contains("curl -s"));

      process.destroy();

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("in order").isZero();
      assertThat(Files.readString(output))
          .contains("Stopping; baskets in flight are finished first.")
          .doesNotContain("Exception", "WARN", "ERROR");
      assertThat(distribution.data().resolve("gateway.address")).doesNotExist();
      assertThat(distribution.data().resolve("supermarket.pid")).doesNotExist();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void stopFinishesTheBasketInFlight() throws Exception {
    addProduct("SLOW", "lingers");
    DistributionFolder.configure(
        distribution.home(), "supermarket.basket.product", "call.timeout.ms", "30000");
    DistributionFolder.configure(
        distribution.home(), "supermarket.gateway", "deadline.ms", "30000");
    Path jar =
        StrategyJar.named("lingers", Lingers.class)
            .write(distribution.home().resolve("lingers.jar"));
    distribution.start();
    distribution.shell("strategy:install --trusted '" + jar + "'");
    Path lingers = distribution.data().resolve("lingers");

    try (Store store = store()) {
      CompletableFuture<Reply> reply = store.postAsync(Store.basket("u1", "SLOW*200"));
      eventually().until(() -> Files.exists(lingers));
      CompletableFuture<Result> stop =
          CompletableFuture.supplyAsync(() -> distribution.run("stop"));
      eventually().until(() -> !Files.exists(distribution.data().resolve("gateway.address")));
      Files.delete(lingers);

      assertThat(reply.join().status()).as(reply.join().toString()).isEqualTo(200);
      assertThat(reply.join().total()).isEqualTo(new BigDecimal("1000.00"));
      assertThat(stop.join()).isEqualTo(new Result(0, "Supermarket has stopped.\n"));
    }
  }

  @Test
  void aKilledRuntimeAndAStalePidAreNoHindrance() throws IOException {
    distribution.start();
    ProcessHandle process = distribution.running().orElseThrow();
    process.destroyForcibly();
    eventually().until(() -> !process.isAlive());
    assertThat(distribution.run("status").code()).isEqualTo(3);

    // The pid now belongs to somebody else: this test.
    Files.writeString(
        distribution.data().resolve("supermarket.pid"), ProcessHandle.current().pid() + "\n");
    assertThat(distribution.run("status").code()).isEqualTo(3);
    assertThat(distribution.run("stop")).isEqualTo(notRunning());

    distribution.start();
    assertCosts("3.11", "GR1", "GR1");
    distribution.stop();
  }

  @Test
  void withoutAJavaThatIsNewEnoughSaysWhatToInstall() throws IOException {
    Path script = distribution.home().resolve("bin/supermarket");
    Files.writeString(script, Files.readString(script).replace("NEEDED=25", "NEEDED=99"));

    Result result = distribution.run("run");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("install a JDK 99").hasLineCount(1);
  }

  @Test
  void theDropFolderAddsReplacesAndRemovesStrategies() throws IOException {
    addProduct("DROP", "dropped");
    distribution.start();
    assertThat(statusOf("DROP")).isEqualTo(422);
    Path jar = distribution.strategies().resolve("dropped.jar");

    StrategyJar.named("dropped", CostsOne.class).write(jar);
    eventually().until(() -> costs("1.00", "DROP"));

    StrategyJar.named("dropped", CostsTwo.class).version("2.0.0").write(jar);
    eventually().until(() -> costs("2.00", "DROP"));

    Files.delete(jar);
    eventually().until(() -> statusOf("DROP") == 422);
    assertCosts("3.11", "GR1", "GR1");
    distribution.stop();
  }

  @Test
  void onTheSameDataItStartsAsItWasLeft() throws IOException {
    addProduct("DROP", "dropped");
    addProduct("OWN", "own");
    addProduct("AGAIN", "rebuilt");
    Path rebuilt = distribution.strategies().resolve("rebuilt.jar");
    StrategyJar.named("rebuilt", CostsOne.class).write(rebuilt);
    Path dropped = distribution.strategies().resolve("dropped.jar");
    Path own =
        StrategyJar.named("own", CostsTwo.class).write(distribution.home().resolve("own.jar"));
    StrategyJar.named("dropped", CostsOne.class).write(dropped);
    distribution.start();
    eventually().until(() -> costs("1.00", "DROP"));
    String installed = distribution.shell("install '" + own.toUri() + "'");
    distribution.shell("start " + installed.replaceAll("\\D", ""));
    eventually().until(() -> costs("2.00", "OWN"));
    distribution.shell("product:price MF1 4.20");
    distribution.stop();

    Files.delete(dropped);
    StrategyJar.named("rebuilt", CostsTwo.class).write(rebuilt);
    distribution.start();

    assertCosts("2.00", "AGAIN");
    assertCosts("2.00", "OWN");
    assertCosts("4.20", "MF1");
    assertThat(statusOf("DROP")).isEqualTo(422);
    assertCosts("22.45", "GR1", "SR1", "GR1", "GR1", "CF1");
    distribution.stop();
  }

  @Test
  void byFelixsCommandsAStrategyIsInstalledUpdatedAndUninstalled() throws IOException {
    addProduct("CMD", "by-command");
    Path one =
        StrategyJar.named("by-command", CostsOne.class).write(distribution.home().resolve("1.jar"));
    Path two =
        StrategyJar.named("by-command", CostsTwo.class)
            .version("2.0.0")
            .write(distribution.home().resolve("2.jar"));
    distribution.start();
    assertThat(statusOf("CMD")).isEqualTo(422);

    String id = distribution.shell("install '" + one.toUri() + "'").replaceAll("\\D", "");
    distribution.shell("start " + id);
    assertCosts("1.00", "CMD");
    distribution.shell("update " + id + " '" + two.toUri() + "'");
    assertCosts("2.00", "CMD");
    distribution.shell("refresh " + id);
    eventually().until(() -> costs("2.00", "CMD"));
    distribution.shell("stop " + id);
    assertThat(statusOf("CMD")).isEqualTo(422);
    distribution.shell("start " + id);
    assertCosts("2.00", "CMD");
    distribution.shell("uninstall " + id);
    assertThat(statusOf("CMD")).isEqualTo(422);
    distribution.stop();
  }

  /** What is killed in the middle, one after another. */
  private static final List<String> STEPS =
      List.of(
          "strategy:upgrade %s",
          "strategy:shadow %s; strategy:canary killed 50; strategy:promote killed",
          "strategy:upgrade %s; strategy:rollback killed");

  @Test
  void aKillInTheMiddleOfAnUpgradeLeavesOneVersionLive() throws Exception {
    addProduct("KILL", "killed");
    distribution.start();
    Path first = StrategyJar.named("killed", CostsOne.class).write(folder.resolve("killed-1.jar"));
    assertThat(distribution.shell("strategy:install " + first)).startsWith("Done");
    int live = 1;
    for (int kill = 0; kill < KILLS; kill++) {
      int next = kill + 2;
      Path jar =
          StrategyJar.named("killed", next % 2 == 1 ? CostsOne.class : CostsTwo.class)
              .version(next + ".0.0")
              .write(folder.resolve("killed-" + next + ".jar"));
      String steps = STEPS.get(kill % STEPS.size()).formatted(jar);
      ProcessHandle runtime = distribution.running().orElseThrow();
      Process deployment = distribution.process(folder.resolve("deployment.txt"), "shell", steps);
      long millis = ThreadLocalRandom.current().nextLong(MOST_MILLIS);
      boolean returned = deployment.waitFor(millis, TimeUnit.MILLISECONDS);
      runtime.destroyForcibly();
      runtime.onExit().join();
      deployment.waitFor();

      distribution.start();
      String list = distribution.shell("strategy:list | grep killed");
      assertThat(list.lines())
          .as("killed after %d ms, %s returned %s: %s", millis, steps, returned, list)
          .singleElement()
          .asString()
          .contains("in use");
      boolean isNext = costs("KILL", next);
      assertThat(isNext || costs("KILL", live)).isTrue();
      if (returned && deployment.exitValue() == 0) {
        assertThat(isNext).as("done is done: %s", steps).isEqualTo(!steps.contains("rollback"));
      }
      live = isNext ? next : live;
      assertThat(distribution.shell("strategy:conflicts")).startsWith("There is no conflict");
    }
    assertThat(distribution.shell("strategy:uninstall --force killed")).startsWith("Done");
  }

  private boolean costs(String product, int major) {
    try (Store store = store()) {
      Reply reply = store.price("u1", product);
      return reply.status() == 200
          && reply.body().contains("\"strategy_version\":\"" + major + ".0.0\"")
          && reply.total().compareTo(BigDecimal.valueOf(major % 2 == 1 ? 1 : 2)) == 0;
    }
  }
}
