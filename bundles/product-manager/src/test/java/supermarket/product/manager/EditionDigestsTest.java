package supermarket.product.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import supermarket.basket.api.StrategyId;
import supermarket.pricing.api.Line;
import supermarket.product.manager.strategy.RegisteredStrategy;

/** Two nodes, each with its own file. */
class EditionDigestsTest {

  private static final String A = "{\"code\": \"A\", \"unit_price\": 1.00, \"strategy\": \"flat\"}";
  private static final String B = "{\"code\": \"B\", \"unit_price\": 2.00, \"strategy\": \"flat\"}";

  @TempDir Path folder;
  private final List<ProductManager> open = new ArrayList<>();

  private ProductManager node(String... products) throws IOException {
    Path own = Files.createDirectories(folder.resolve("node-" + open.size()));
    Path file = own.resolve("catalogue.json");
    Files.writeString(file, "{\"products\": [" + String.join(", ", products) + "]}");
    ProductManager node =
        new ProductManager(
            new Settings(
                file,
                Duration.ofHours(1),
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                50),
            own.resolve("data/kept.json"),
            new PriceBookDoor(book -> () -> {}),
            NoRegistry.in(own));
    open.add(node);
    node.begin();
    return node;
  }

  @AfterEach
  void stop() {
    open.forEach(ProductManager::stop);
  }

  private static RegisteredStrategy flat(String version, long serviceId) {
    return new RegisteredStrategy(
        new StrategyId("flat", version, serviceId),
        terms -> Line::undiscounted,
        "bundle.flat",
        serviceId,
        new Version(version),
        0);
  }

  /** As they are when its thread has looked. */
  private static EditionDigests digests(ProductManager of) {
    of.digests().look();
    return of.digests();
  }

  @Test
  void nodesThatPriceAlikeHaveTheSame() throws IOException {
    ProductManager one = node(A, B);
    ProductManager other = node(B, A);
    one.use().begin(flat("1.0.0", 7));
    other.use().begin(flat("1.0.0", 8));
    assertThat(digests(one).catalogue()).isEqualTo(digests(other).catalogue()).hasSize(16);
    assertThat(digests(one).strategies()).isEqualTo(digests(other).strategies()).hasSize(16);
  }

  @Test
  void anotherPriceIsAnotherCatalogue() throws IOException {
    ProductManager one = node(A, B);
    ProductManager other = node(A, B.replace("2.00", "2.01"));
    assertThat(digests(one).catalogue()).isNotEqualTo(digests(other).catalogue());
    assertThat(digests(one).strategies()).isEqualTo(digests(other).strategies());
    one.use().begin(flat("1.0.0", 7));
    String before = digests(one).catalogue();
    Alone.price(one, "B", "2.01", Map.of(), false);
    assertThat(digests(one).catalogue()).isNotEqualTo(before);
  }

  /** Whoever announces them is on a thread that baskets need. */
  @Test
  void nobodyWaitsUntilTheyAreMade() throws Exception {
    ProductManager node = node(A);
    String known = digests(node).catalogue();
    synchronized (node.digests()) { // as while they are made
      Alone.price(node, "A", "1.01", Map.of(), false);
      CompletableFuture<String> asked =
          CompletableFuture.supplyAsync(() -> node.digests().catalogue());
      assertThat(asked.get(30, TimeUnit.SECONDS)).as("not that of before").isEmpty();
    }
    assertThat(digests(node).catalogue()).isNotEqualTo(known);
  }

  @Test
  void anotherVersionIsAnotherDigestOfStrategiesAlone() throws IOException {
    ProductManager one = node(A);
    one.use().begin(flat("1.0.0", 7));
    String strategies = digests(one).strategies();
    String catalogue = digests(one).catalogue();
    one.use().begin(flat("2.0.0", 8));
    assertThat(digests(one).strategies()).isNotEqualTo(strategies);
    assertThat(digests(one).catalogue()).isEqualTo(catalogue);
  }

  @Test
  void whatChangesHasTheDigestOfANodeThatBeganWithIt() throws IOException {
    ProductManager changes = node(A, B);
    changes.use().begin(flat("1.0.0", 7));
    String before = digests(changes).catalogue();
    Alone.price(changes, "B", "2.01", Map.of(), false);
    assertThat(digests(changes).catalogue())
        .isEqualTo(digests(node(A, B.replace("2.00", "2.01"))).catalogue());
    Alone.undo(changes, "B");
    assertThat(digests(changes).catalogue()).isEqualTo(before);
    Files.writeString(folder.resolve("node-0/catalogue.json"), "{\"products\": [" + A + "]}");
    changes.look();
    changes.look();
    Alone.feed(changes);
    assertThat(digests(changes).catalogue()).isEqualTo(digests(node(A)).catalogue());
  }
}
