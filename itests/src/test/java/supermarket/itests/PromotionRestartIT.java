package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promotions are kept when a node ends, and begin with it. Real processes. */
@Timeout(300)
class PromotionRestartIT {

  private static final String PROMOTIONS =
      """
      {"sets": {"hot": ["GR1", "CF1"]},
       "promotions": [
         {"id": "hot-drinks", "name": "Hot drinks", "kind": "n-for-m",
          "parameters": {"of": "hot", "take": 3, "pay": 2}},
         {"id": "day", "kind": "threshold", "days": ["%s"],
          "parameters": {"spend": 20.00, "off": "2.00"}}]}
      """
          .formatted("MON\", \"TUE\", \"WED\", \"THU\", \"FRI\", \"SAT\", \"SUN");

  /** How often; {@code mvn verify -Psoak} for more. */
  private static final int KILLS = Integer.getInteger("supermarket.catalogue.kills", 4);

  /** Longer than a command takes, with the start of its own JVM. */
  private static final long MOST_MILLIS = 2_500;

  @TempDir Path folder;
  private Distribution distribution;
  private Path file;

  @BeforeEach
  void unpack() throws IOException {
    distribution = new Distribution(folder);
    file = distribution.home().resolve("etc/promotions.json");
  }

  @AfterEach
  void end() {
    distribution.close();
  }

  private String price(Store store) {
    return Till.in(store, "sp1").price("MF1*2", "CF1*2", "GR1", "SR1*3").body();
  }

  @Test
  void theSameBasketIsTheSameBytesAfterARestartAndWhateverTheNodesClockSays() throws IOException {
    distribution.start();
    String before;
    try (Store store = Store.of(distribution.home())) {
      Files.writeString(file, PROMOTIONS);
      await().until(() -> price(store).contains("hot-drinks"));
      before = price(store);
      assertThat(new Receipt(before).applied()).isEqualTo("day*1=2.00 hot-drinks*1=3.11");
    }
    distribution.stop();

    var started = distribution.run(List.of("env", "TZ=Pacific/Kiritimati"), "start");

    assertThat(started.code()).as(started.output()).isZero();
    try (Store store = Store.of(distribution.home())) {
      assertThat(price(store)).isEqualTo(before);
    }
    distribution.stop();
  }

  @Test
  void whatWasGoodLastIsInForceAfterAStartWithAWrongFile() throws IOException {
    distribution.start();
    try (Store store = Store.of(distribution.home())) {
      Files.writeString(file, PROMOTIONS);
      await().until(() -> price(store).contains("hot-drinks"));
    }
    distribution.stop();
    Files.writeString(
        file, PROMOTIONS.replace("\"n-for-m\",", "\"n-for-m\", \"until\": \"soon\","));

    distribution.start();
    try (Store store = Store.of(distribution.home())) {
      assertThat(new Receipt(price(store)).applied()).contains("hot-drinks*1=3.11");
    }
    assertThat(distribution.run("status").output()).contains("hot-drinks");
    distribution.stop();
  }

  /** A kill may come between the shelf, what the node keeps of its own, and the file. */
  @Test
  void aKillWhileAPromotionChangesLeavesTheOneBeforeOrTheOneAfter() throws Exception {
    distribution.start();
    try (Store store = Store.of(distribution.home())) {
      Files.writeString(file, PROMOTIONS);
      await().until(() -> price(store).contains("hot-drinks"));
    }
    String now = "2.00";
    for (int kill = 0; kill < KILLS; kill++) {
      String next = (3 + kill % 9) + ".00";
      boolean isEdit = kill % 2 == 1;
      boolean isDone = isEdit ? editAndKill(now, next) : changeAndKill(next);
      distribution.start();
      now = inForce("kill " + kill + ", from " + now + " to " + next, now, next, isDone || isEdit);
    }
    distribution.stop();
  }

  private boolean editAndKill(String now, String next) throws Exception {
    ProcessHandle runtime = distribution.running().orElseThrow();
    Path whole = file.resolveSibling(".promotions.json~");
    Files.writeString(whole, Files.readString(file).replaceFirst(off(now), "\"off\": " + next));
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    assertThat(runtime.onExit().completeOnTimeout(null, millis(), TimeUnit.MILLISECONDS).join())
        .as("ended by itself")
        .isNull();
    kill(runtime);
    return false;
  }

  /** An amount is written as a number or as a text. */
  private static String off(String amount) {
    return "\"off\": \"?" + Pattern.quote(amount) + "\"?";
  }

  /** Returns whether the change was said to be done before the kill. */
  private boolean changeAndKill(String next) throws Exception {
    ProcessHandle runtime = distribution.running().orElseThrow();
    Process change =
        distribution.process(
            folder.resolve("change.txt"), "shell", "promotion:change day off=" + next);
    boolean isDone = change.waitFor(millis(), TimeUnit.MILLISECONDS) && change.exitValue() == 0;
    kill(runtime);
    change.waitFor();
    return isDone;
  }

  private static long millis() {
    return ThreadLocalRandom.current().nextLong(MOST_MILLIS);
  }

  private static void kill(ProcessHandle runtime) {
    runtime.destroyForcibly();
    runtime.onExit().join();
  }

  /** Looks what is in force, and that the file says the same. */
  private String inForce(String what, String before, String after, boolean mustBeAfter)
      throws IOException {
    String now;
    try (Store store = Store.of(distribution.home())) {
      if (mustBeAfter) {
        await(what).until(() -> applied(store).contains("day*1=" + after));
      }
      String applied = applied(store);
      now = applied.contains("day*1=" + after) ? after : before;
      assertThat(applied).as(what).isEqualTo("day*1=" + now + " hot-drinks*1=3.11");
    }
    await(what).untilAsserted(() -> assertThat(Files.readString(file)).containsPattern(off(now)));
    assertThat(distribution.run("status").output()).contains("running and ready");
    return now;
  }

  private String applied(Store store) {
    return new Receipt(price(store)).applied();
  }
}
