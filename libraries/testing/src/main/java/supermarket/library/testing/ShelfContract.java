package supermarket.library.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.SoldBy;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.PriceOverride;
import supermarket.basket.api.catalogue.PriceOverrides;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductTerms;
import supermarket.basket.api.catalogue.ScanCodes;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.shelf.CatalogueState;
import supermarket.basket.api.shelf.Deployed;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.basket.api.shelf.DeployedVersion;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Revision.Phase;
import supermarket.basket.api.shelf.Shelf;
import supermarket.basket.api.shelf.Verdict;

/** What holds for every kind of shelf, as a test. */
public abstract class ShelfContract {

  /** A SHA-256 of no content. */
  protected static final String SHA = "ab".repeat(32);

  @TempDir protected Path files;

  /** Returns the shelf as another node or thread sees it, which begins without anything on it. */
  protected abstract Shelf shelf();

  /** Returns a revision that has all that one can have. */
  protected static Revision revision(long number, String node) {
    return new Revision(
        "chain",
        number,
        node,
        Phase.IN_FORCE,
        new Deployment(
            Instant.parse("2026-11-29T10:00:00Z"),
            Action.UPGRADE,
            Deployment.COMMAND,
            "a.bundle",
            "2.0.0",
            SHA,
            Outcome.DONE,
            List.of("a \"note\"\n", "\u00e9")),
        new Deployed(
            Map.of(
                "a.bundle",
                new DeployedBundle(
                    new DeployedVersion("2.0.0", SHA, false),
                    new DeployedVersion("1.0.0", SHA, true),
                    null,
                    0),
                "b.bundle",
                new DeployedBundle(null, null, new DeployedVersion("3.0.0", SHA, false), 10)),
            new CatalogueState(
                SHA,
                new CatalogueChange(
                    CurrencyUnit.JPY,
                    null,
                    SamplePromotions.ALL,
                    Map.of(
                        "GR1",
                        new Product(
                                "GR1",
                                "Gr\u00fcner \"Tee\"",
                                Money.parse("EUR 3.10"),
                                "bulk-price",
                                Map.of("from", "3"))
                            .with("", "DEP25")
                            .with(ScanCodes.of("4006381333931 96385074", "217")),
                        "APPLES",
                        new Product(
                            "APPLES",
                            "",
                            "food",
                            "",
                            ScanCodes.NONE,
                            new ProductTerms(
                                "flat-price", Money.parse("EUR 2.99"), SoldBy.WEIGHT, Map.of()),
                            new PriceOverrides(
                                List.of(
                                    new PriceOverride(
                                        PriceScope.of("japan"),
                                        Money.parse("JPY 480"),
                                        null,
                                        Map.of()),
                                    new PriceOverride(
                                        PriceScope.of("south", "2026-12-07", "2026-12-12T20:00"),
                                        null,
                                        "half-price",
                                        Map.of("from", "3")))))),
                    Set.of("gone")))));
  }

  @Test
  void whatIsPutIsReadByAnotherNodeAsItWas() throws IOException {
    assertThat(shelf().newest()).isZero();
    assertThat(shelf().revision(1)).isEmpty();
    assertThat(shelf().put(revision(1, "one"))).isTrue();
    assertThat(shelf().newest()).isEqualTo(1);
    assertThat(shelf().revision(1)).contains(revision(1, "one"));
  }

  @Test
  void whoComesSecondChangesNothingAndIsTold() throws IOException {
    Shelf one = shelf();
    Shelf other = shelf();
    assertThat(one.put(revision(1, "one"))).isTrue();
    assertThat(other.put(revision(1, "other"))).isFalse();
    assertThat(other.put(revision(3, "other"))).as("after one that is not there").isFalse();
    assertThat(other.put(revision(2, "other"))).isTrue();
    assertThat(one.newest()).isEqualTo(2);
    assertThat(one.revision(1).orElseThrow().node()).isEqualTo("one");
  }

  @Test
  void manyOperatorsAtOnceNeverForkTheSequence() throws Exception {
    int nodes = 8;
    long each = 20;
    List<Callable<List<Long>>> operators = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      Shelf shelf = shelf();
      String node = "node-" + i;
      operators.add(
          () -> {
            List<Long> put = new ArrayList<>();
            while (put.size() < each) {
              long number = shelf.newest() + 1;
              if (shelf.put(revision(number, node))) {
                put.add(number);
              }
            }
            return put;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(nodes);
    try {
      List<Long> all = new ArrayList<>();
      for (Future<List<Long>> put : threads.invokeAll(operators, 60, TimeUnit.SECONDS)) {
        all.addAll(put.get());
      }
      assertThat(all)
          .as("each number was put by one of them")
          .containsExactlyInAnyOrderElementsOf(
              LongStream.rangeClosed(1, nodes * each).boxed().toList());
    } finally {
      threads.shutdownNow();
    }
    assertThat(shelf().newest()).isEqualTo(nodes * each);
  }

  @Test
  void nodesSayWhatTheyThinkOfAProposalAndMayThinkAgain() throws IOException {
    assertThat(shelf().verdicts(7)).isEmpty();
    shelf().say(7, new Verdict("b", true, List.of()));
    shelf().say(7, new Verdict("a", false, List.of("too old", "too large")));
    shelf().say(8, new Verdict("c", true, List.of()));
    shelf().say(7, new Verdict("b", false, List.of("after all not")));
    assertThat(shelf().verdicts(7))
        .containsExactly(
            new Verdict("a", false, List.of("too old", "too large")),
            new Verdict("b", false, List.of("after all not")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shelf().say(7, new Verdict("../x", true, List.of())));
  }

  @Test
  void nodesAttendUntilTheyLeave() throws IOException {
    assertThat(shelf().attendance()).isEmpty();
    shelf().attend("a");
    shelf().attend("b");
    Map<String, Long> first = shelf().attendance();
    assertThat(first).containsOnlyKeys("a", "b");
    shelf().attend("a");
    assertThat(shelf().attendance()).containsEntry("b", first.get("b"));
    assertThat(shelf().attendance().get("a")).isNotEqualTo(first.get("a"));
    shelf().leave("b");
    shelf().leave("b");
    assertThat(shelf().attendance()).containsOnlyKeys("a");
  }

  @Test
  void contentsAreKeptOnce() throws IOException {
    Path jar = Files.writeString(files.resolve("a.jar"), "content");
    String sha256 = shelf().keep(jar);
    assertThat(sha256)
        .isEqualTo("ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73");
    assertThat(shelf().keep(jar)).isEqualTo(sha256);
    Path copy = Files.writeString(files.resolve("copy"), "is replaced");
    shelf().fetch(sha256, copy);
    assertThat(copy).hasContent("content");
    assertThatThrownBy(() -> shelf().fetch(SHA, copy)).hasMessageContaining("is missing");
    assertThatThrownBy(() -> shelf().fetch("../a.jar", copy)).hasMessageContaining("no SHA-256");
  }
}
