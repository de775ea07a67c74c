package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.apache.felix.service.command.CommandProcessor;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.deployment.CatalogueDeployer;
import supermarket.basket.api.shelf.Shelf;

/**
 * Kinds of promotions are upgraded, tried, rolled back and taken away, and promotions are added,
 * changed, ended and removed by each door, while tills price baskets that all of this touches: no
 * basket fails, mixes two versions of a kind or gets another total than the revision that it names
 * gives.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PromotionUpgradeIT {

  private static final Path HOME = Container.home(PromotionUpgradeIT.class);
  private static final String KIND = "test-deal";
  private static final String DROPPED = "folder-deal";
  private static final int USERS = 40;
  private static final long NANOS =
      TimeUnit.SECONDS.toNanos(Integer.getInteger("supermarket.promotion.seconds", 12));
  private static final long SEED = new Random().nextLong();

  @Inject private CommandProcessor shell;
  @Inject private Catalogue catalogue;
  @Inject private CatalogueDeployer deployer;
  @Inject private Shelf shelf;

  private final Map<String, Integer> major = new HashMap<>();
  private Operator operator;
  private PromotionChurn churn;
  private PromotionRevisions revisions;
  private String base;
  private volatile boolean ended;

  @Configuration
  public Option[] container() throws IOException {
    Option[] options = Container.of(PromotionUpgradeIT.class);
    for (String pid : new String[] {"supermarket.deployer", "supermarket.product.manager"}) {
      DistributionFolder.configure(HOME, pid, "poll.ms", "20");
    }
    return options;
  }

  @Before
  public void open() throws Exception {
    operator = new Operator(shell);
    for (String product : PromotionTills.PRODUCTS) {
      Products.add(HOME, catalogue, product, "flat-price");
    }
    operator.run("strategy:install " + jar(KIND));
    drop();
    Path file = HOME.resolve("etc/promotions.json");
    churn = new PromotionChurn(catalogue, deployer, operator, file, SEED);
    revisions = new PromotionRevisions(shelf, churn.begin());
    base = base();
  }

  /** The whole catalogue that the newest revision names. */
  private String base() throws IOException {
    return shelf.revision(shelf.newest()).orElseThrow().deployed().catalogue().base();
  }

  @After
  public void close() throws Exception {
    Files.deleteIfExists(HOME.resolve("strategies/dropped.jar"));
  }

  /** Writes the next version. */
  private Path jar(String kind) throws IOException {
    int next = major.merge(kind, 1, Integer::sum);
    return CentsJar.write(kind, next, HOME.resolve("data/jars/" + kind + "-" + next + ".jar"));
  }

  private String version(String kind) {
    return major.get(kind) + ".0.0";
  }

  /** Puts the next version into the drop folder, and waits until it is live. */
  private void drop() throws IOException {
    int next = major.merge(DROPPED, 1, Integer::sum);
    CentsJar.write(DROPPED, next, HOME.resolve("strategies/dropped.jar"));
    await(version(DROPPED))
        .until(() -> Products.version(catalogue, DROPPED).equals(version(DROPPED)));
  }

  /** Whoever buys now has this version of a kind, or one that is live with a later revision. */
  private void assertNow(PromotionTills tills, String kind, String version) throws Exception {
    String name = CentsJar.symbolicName(kind);
    assertThat(deployed(kind)).as(kind).contains(version);
    tills.assertNow("asks-0", revisions.of(name));
  }

  private Optional<String> deployed(String kind) throws IOException {
    String name = CentsJar.symbolicName(kind);
    return revisions.bundle(revisions.of(name), name).map(it -> it.live().version());
  }

  @Test
  public void baskets() throws Exception {
    long began = System.nanoTime();
    try (PromotionTills tills = PromotionTills.open(HOME, revisions)) {
      CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> change(tills));
      int upgrades = 0;
      while (System.nanoTime() - began < NANOS || upgrades == 0) {
        upgrades += upgrade(tills);
        upgrades += tryOut(tills);
        if (changes.isDone()) {
          break;
        }
      }
      ended = true;
      changes.join();
      long nanos = System.nanoTime() - began;
      leaveAndComeBack(tills);
      long priced = tills.assertNothingWasNoticed();
      assertThat(revisions.changes()).isGreaterThan(10);
      assertThat(base()).as("each of them wrote a revision only").isEqualTo(base).isNotEmpty();
      Files.writeString(
          Path.of("target", "promotion-upgrade.txt"),
          "%d baskets, %d changes of promotions and %d of kinds in %.1f s, seed %d%n"
              .formatted(priced, revisions.changes(), upgrades, nanos / 1e9, SEED));
    } finally {
      ended = true;
    }
  }

  private void change(PromotionTills tills) {
    try {
      for (int turn = 1; !ended; turn++) {
        churn.change(turn);
        revisions.changed(churn.present());
        tills.assertNow("churn-" + turn % 2, revisions.ofLastChange());
      }
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /** By command, by the drop folder, and back; answers how many changes that is. */
  private int upgrade(PromotionTills tills) throws Exception {
    operator.run("strategy:upgrade " + jar(KIND));
    assertNow(tills, KIND, version(KIND));
    drop();
    assertNow(tills, DROPPED, version(DROPPED));
    String before = version(KIND);
    operator.run("strategy:upgrade " + jar(KIND));
    assertNow(tills, KIND, version(KIND));
    operator.run("strategy:rollback " + KIND);
    assertNow(tills, KIND, before);
    operator.run("strategy:rollback " + KIND);
    assertNow(tills, KIND, version(KIND));
    return 5;
  }

  /** In shadow, then for a half of the users, then for all, and back. */
  private int tryOut(PromotionTills tills) throws Exception {
    String before = version(KIND);
    operator.run("strategy:shadow " + jar(KIND));
    assertNow(tills, KIND, before);
    assertThat(tills.versions(KIND, USERS))
        .containsValue(before)
        .doesNotContainValue(version(KIND));
    await()
        .until(
            () -> operator.run("strategy:diff " + KIND),
            it -> it.matches("(?s).*: [1-9]\\d* of \\d+ baskets differ, 0 could not be priced.*"));
    operator.run("strategy:canary " + KIND + " 50");
    Map<String, String> half = tills.versions(KIND, USERS);
    assertThat(half).containsValues(before, version(KIND));
    assertThat(tills.versions(KIND, USERS)).as("always the same").isEqualTo(half);
    operator.run("strategy:promote " + KIND);
    assertNow(tills, KIND, version(KIND));
    assertThat(tills.versions(KIND, USERS)).doesNotContainValue(before);
    operator.run("strategy:rollback " + KIND);
    assertNow(tills, KIND, before);
    operator.run("strategy:rollback " + KIND);
    assertNow(tills, KIND, version(KIND));
    operator.run("strategy:forget " + KIND);
    return 6;
  }

  /** Promotions of a kind that leaves are not applied, others are; and it comes back. */
  private void leaveAndComeBack(PromotionTills tills) throws Exception {
    String name = CentsJar.symbolicName(KIND);
    operator.run("strategy:uninstall --force " + KIND);
    tills.assertNow("asks-0", revisions.of(name));
    assertThat(tills.versions(KIND, USERS)).isEmpty();
    assertThat(tills.versions(DROPPED, USERS)).hasSize(USERS);
    assertThat(operator.run("promotion:show deal-z")).contains("no live promotion kind");
    operator.run("strategy:install " + jar(KIND));
    assertNow(tills, KIND, version(KIND));
    assertThat(tills.versions(KIND, USERS)).hasSize(USERS).containsValue(version(KIND));
  }
}
