package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import supermarket.itests.Store.Reply;

/**
 * A node is killed at a random moment while its catalogue is changed, by an import, by a command or
 * by the author of the file. The catalogue is the one before or the one after, never a mixture. All
 * products have the same price, but for the first.
 */
@Timeout(5400)
class CatalogueKillIT {

  /** How often; {@code mvn verify -Psoak} for more. */
  private static final int KILLS = Integer.getInteger("supermarket.catalogue.kills", 3);

  private static final int PRODUCTS = 5_000;

  /** Each fifth of them is in the basket that is looked at. */
  private static final int BASKET = 1_000;

  /** Longer than a command takes, with the start of its own JVM. */
  private static final long MOST_MILLIS = 2_500;

  private static final Pattern ENTRY =
      Pattern.compile("\"code\": \"(P\\d{4})\"[^}]*\"unit_price\": (\\d+)[.]00");

  @TempDir Path folder;
  private Distribution distribution;

  @BeforeEach
  void unpack() throws IOException {
    distribution = new Distribution(folder);
    write(distribution.home().resolve("etc/catalogue.json"), catalogue(new Prices(1, 1)));
    distribution.start();
  }

  @AfterEach
  void end() {
    distribution.close();
  }

  /** What the first product costs, and each of the others. */
  private record Prices(int first, int others) {

    BigDecimal total() {
      return BigDecimal.valueOf(first + (long) (BASKET - 1) * others);
    }

    int of(int product) {
      return product == 0 ? first : others;
    }
  }

  private static String code(int product) {
    return "P%04d".formatted(product);
  }

  private static String catalogue(Prices prices) {
    return IntStream.range(0, PRODUCTS)
        .mapToObj(
            i ->
                "{\"code\": \"%s\", \"unit_price\": %d.00, \"strategy\": \"flat-price\"}"
                    .formatted(code(i), prices.of(i)))
        .collect(
            Collectors.joining(",\n  ", "{\"currency\": \"EUR\", \"products\": [\n  ", "]}\n"));
  }

  private static String csv(Prices prices) {
    return IntStream.range(0, PRODUCTS)
        .mapToObj(i -> code(i) + "," + prices.of(i) + ".00")
        .collect(Collectors.joining("\n", "code,unit_price\n", "\n"));
  }

  /** As editors write: nobody reads half a file. */
  private static void write(Path file, String text) throws IOException {
    Path whole = Files.writeString(file.resolveSibling("." + file.getFileName() + "~"), text);
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void theCatalogueIsTheOneBeforeOrTheOneAfter() throws Exception {
    Prices now = new Prices(1, 1);
    for (int kill = 0; kill < KILLS; kill++) {
      boolean isEdit = kill % 3 == 2;
      Prices next =
          kill % 3 == 0
              ? new Prices(now.others() + 1, now.others() + 1)
              : kill % 3 == 1
                  ? new Prices(now.first() + 1, now.others())
                  : new Prices(now.others() + 2, now.others() + 2);
      String what = "kill " + kill + ", from " + now + " to " + next;
      boolean isDone = changeAndKill(isEdit, next, kill % 3 == 0);
      distribution.start();
      now = isIn(what, now, next, isDone || isEdit);
      fileSays(what, now);
    }
  }

  /** Returns whether the change was said to be done before the kill. */
  private boolean changeAndKill(boolean isEdit, Prices next, boolean isImport) throws Exception {
    ProcessHandle runtime = distribution.running().orElseThrow();
    long millis = ThreadLocalRandom.current().nextLong(MOST_MILLIS);
    if (isEdit) {
      write(distribution.home().resolve("etc/catalogue.json"), catalogue(next));
      assertThat(runtime.onExit().completeOnTimeout(null, millis, TimeUnit.MILLISECONDS).join())
          .as("ended by itself")
          .isNull();
      kill(runtime);
      return false;
    }
    Path prices = Files.writeString(folder.resolve("prices.csv"), csv(next));
    String command =
        isImport
            ? "product:import --force " + prices
            : "product:price --force " + code(0) + " " + next.first();
    Process change = distribution.process(folder.resolve("change.txt"), "shell", command);
    boolean isDone = change.waitFor(millis, TimeUnit.MILLISECONDS) && change.exitValue() == 0;
    kill(runtime);
    change.waitFor();
    return isDone;
  }

  private static void kill(ProcessHandle runtime) {
    runtime.destroyForcibly();
    runtime.onExit().join();
  }

  /** Looks what is in force. */
  private Prices isIn(String what, Prices before, Prices after, boolean mustBeAfter) {
    String[] items =
        IntStream.range(0, BASKET)
            .mapToObj(i -> code(i * (PRODUCTS / BASKET)))
            .toArray(String[]::new);
    try (Store store = Store.of(distribution.home())) {
      if (mustBeAfter) {
        await(what)
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () ->
                    assertThat(store.price("u1", items).total())
                        .isEqualByComparingTo(after.total()));
        return after;
      }
      Reply reply = store.price("u1", items);
      assertThat(reply.status()).as("%s: %s", what, reply).isEqualTo(200);
      assertThat(reply.total())
          .as(what)
          .usingComparator(BigDecimal::compareTo)
          .isIn(before.total(), after.total());
      return reply.total().compareTo(after.total()) == 0 ? after : before;
    }
  }

  /** The file follows what is in force, and nothing is wrong with it. */
  private void fileSays(String what, Prices prices) {
    Path file = distribution.home().resolve("etc/catalogue.json");
    await(what)
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              Map<String, Integer> written = new TreeMap<>();
              ENTRY
                  .matcher(Files.readString(file))
                  .results()
                  .forEach(each -> written.put(each.group(1), Integer.valueOf(each.group(2))));
              assertThat(written).hasSize(PRODUCTS).containsEntry(code(0), prices.first());
              written.remove(code(0));
              assertThat(Set.copyOf(written.values())).containsExactly(prices.others());
            });
    assertThat(distribution.run("status").output()).contains("running and ready");
  }
}
