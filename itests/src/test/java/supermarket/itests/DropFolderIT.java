package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.inject.Inject;
import org.apache.felix.service.command.CommandProcessor;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.itests.strategies.CostsOne;
import supermarket.itests.strategies.CostsTwo;
import supermarket.itests.strategies.NeverComesUp;

/** What is dropped is checked like what is deployed by command, and nothing bad goes live. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DropFolderIT {

  private static final Path HOME = Container.home(DropFolderIT.class);
  private static final Path FOLDER = HOME.resolve("strategies");

  @Inject private BundleContext context;
  @Inject private CommandProcessor shell;
  @Inject private Catalogue catalogue;

  private Operator operator;

  @Configuration
  public Option[] container() throws IOException {
    Option[] options = Container.of(DropFolderIT.class);
    DistributionFolder.configure(HOME, "supermarket.deployer", "poll.ms", "20");
    return options;
  }

  @Before
  public void open() {
    operator = new Operator(shell);
  }

  private static StrategyJar jar(String strategy, int major) {
    return StrategyJar.named(strategy, major % 2 == 1 ? CostsOne.class : CostsTwo.class)
        .version(major + ".0.0");
  }

  private String version(String strategy) {
    return Products.version(catalogue, strategy);
  }

  private List<String> recorded(String file, String outcome) {
    return operator
        .run("strategy:history")
        .lines()
        .filter(line -> line.contains(" " + file + " ") && line.contains(outcome))
        .toList();
  }

  private long bundles(String strategy) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> jar(strategy, 1).symbolicName().equals(bundle.getSymbolicName()))
        .count();
  }

  @Test
  public void whatIsWrongIsRefusedOnceAndTheVersionBeforeStaysLive() throws Exception {
    Path file = FOLDER.resolve("bad.jar");
    jar("bad", 5).write(file);
    await().until(() -> version("bad").equals("5.0.0"));
    int installed = context.getBundles().length;
    try (Stores stores = stores("bad")) {
      byte[] whole = Files.readAllBytes(jar("bad", 6).write(HOME.resolve("data/whole.jar")));
      refused(file, () -> Files.write(file, Arrays.copyOf(whole, whole.length / 2)), 1);
      stores.assertNow(5);
      refused(
          file, () -> StrategyJar.named("bad", NeverComesUp.class).version("6.0.0").write(file), 2);
      stores.assertNow(5);
      refused(file, () -> jar("bad", 4).write(file), 3);
      stores.assertNow(5);
      refused(file, () -> jar("bad", 5).header("Note", "other content").write(file), 4);
      stores.assertNow(5);
      assertThat(context.getBundles()).hasSize(installed);

      // Many looks at the bad file later it has not been tried again.
      jar("other", 1).write(FOLDER.resolve("other.jar"));
      await().until(() -> version("other").equals("1.0.0"));
      assertThat(recorded("bad.jar", "REFUSED")).hasSize(4);

      jar("bad", 6).write(file);
      await().until(() -> version("bad").equals("6.0.0"));
      stores.assertNow(6);
      stores.assertNothingWasNoticed();
    }
    assertThatThrownBy(() -> operator.run("strategy:uninstall bad"))
        .hasMessageContaining("came from the drop folder: delete bad.jar there");
    Files.delete(file);
    await().until(() -> bundles("bad") == 0);
  }

  private interface Drop {
    void run() throws IOException;
  }

  private void refused(Path file, Drop drop, int times) throws IOException {
    drop.run();
    await().until(() -> recorded(file.getFileName().toString(), "REFUSED").size() == times);
  }

  private Stores stores(String strategy) throws Exception {
    Products.add(HOME, catalogue, strategy + "-a", strategy);
    Products.add(HOME, catalogue, strategy + "-b", strategy);
    return Stores.open(2, HOME, strategy, strategy + "-a", "GR1", strategy + "-b");
  }

  @Test
  public void whenTheNewerOfTwoFilesIsDeletedTheOlderTakesOverWithoutAGap() throws Exception {
    Path first = FOLDER.resolve("two-1.jar");
    Path second = FOLDER.resolve("two-2.jar");
    jar("two", 1).write(first);
    await().until(() -> version("two").equals("1.0.0"));
    try (Stores stores = stores("two")) {
      jar("two", 2).write(second);
      await().until(() -> version("two").equals("2.0.0"));
      Files.delete(second);
      await().until(() -> version("two").equals("1.0.0"));
      stores.assertNow(1);
      stores.assertNothingWasNoticed();
    }
    Files.delete(first);
    await().until(() -> bundles("two") == 0);
  }

  @Test
  public void theSameJarTwiceGoesWithTheLast() throws Exception {
    Path first = jar("twice", 1).write(FOLDER.resolve("twice-a.jar"));
    await().until(() -> version("twice").equals("1.0.0"));
    Files.copy(first, FOLDER.resolve("twice-b.jar"));
    seen();
    Files.delete(first);
    await().until(() -> bundlesOf("twice-b.jar") == 1 && version("twice").equals("1.0.0"));
    Files.delete(FOLDER.resolve("twice-b.jar"));
    await().until(() -> bundles("twice") == 0);
  }

  @Test
  public void ofThreeVersionsEachTakesOverWhenTheHigherOneIsDeleted() throws Exception {
    for (int major = 1; major <= 3; major++) {
      jar("three", major).write(FOLDER.resolve("three-" + major + ".jar"));
      String version = major + ".0.0";
      await().until(() -> version("three").equals(version));
    }
    for (int major = 3; major >= 1; major--) {
      Files.delete(FOLDER.resolve("three-" + major + ".jar"));
      String version = major == 1 ? "" : (major - 1) + ".0.0";
      await().until(() -> version("three").equals(version));
    }
    await().until(() -> bundles("three") == 0);
  }

  /** A random walk; the seed is in the message, so that a failure can be tried again. */
  @Test
  public void folderAndWhatRunsAgreeInTheEnd() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int walk = 0; walk < 5; walk++) {
      Map<Path, Integer> there = new HashMap<>();
      for (int step = 0; step < 8; step++) {
        Path file = FOLDER.resolve("walk-" + random.nextInt(3) + ".jar");
        if (random.nextInt(3) == 0) {
          Files.deleteIfExists(file);
          there.remove(file);
        } else {
          int major = 1 + random.nextInt(4);
          jar("walk", major).write(file);
          there.put(file, major);
        }
        if (random.nextBoolean()) {
          seen();
        }
      }
      // A file that was replaced by a lower version leaves the higher one live, as documented.
      int highest = there.values().stream().mapToInt(Integer::intValue).max().orElse(0);
      await("walk " + walk + " of seed " + seed + " leaves " + there)
          .until(
              () -> {
                String live = version("walk");
                return highest == 0
                    ? live.isEmpty() && bundles("walk") == 0
                    : !live.isEmpty()
                        && new Version(live).compareTo(new Version(highest, 0, 0)) >= 0;
              });
      for (Path file : there.keySet()) {
        Files.delete(file);
      }
      await("seed " + seed).until(() -> bundles("walk") == 0);
    }
  }

  /** Waits until the folder was looked at: what is dropped now is live. */
  private void seen() throws IOException {
    Path sentinel = FOLDER.resolve("sentinel.jar");
    jar("sentinel", 1).write(sentinel);
    await().until(() -> version("sentinel").equals("1.0.0"));
    Files.delete(sentinel);
    await().until(() -> bundles("sentinel") == 0);
  }

  private long bundlesOf(String file) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getLocation().endsWith(":" + file))
        .count();
  }

  @Test
  public void aFileThatHoldsAnotherBundleNowTakesTheOldOneOut() throws Exception {
    Path file = FOLDER.resolve("changing.jar");
    jar("before", 1).write(file);
    await().until(() -> version("before").equals("1.0.0"));
    jar("after", 1).write(file);
    await().until(() -> version("after").equals("1.0.0") && bundles("before") == 0);
    Files.delete(file);
    await().until(() -> bundles("after") == 0);
  }

  @Test
  public void whatTheOperatorDidWithADroppedBundleIsLeftAsItIs() throws Exception {
    Path file = FOLDER.resolve("kept.jar");
    jar("kept", 1).write(file);
    await().until(() -> version("kept").equals("1.0.0"));
    Path next = jar("kept", 2).write(HOME.resolve("data/kept-2.jar"));
    operator.run("strategy:upgrade " + next);
    Bundle deployer =
        Arrays.stream(context.getBundles())
            .filter(bundle -> "supermarket.deployer".equals(bundle.getSymbolicName()))
            .findFirst()
            .orElseThrow();
    deployer.stop();
    deployer.start();
    assertThat(version("kept")).isEqualTo("2.0.0");
    assertThat(recorded("kept.jar", "REFUSED")).isEmpty();

    deployer.stop();
    Files.delete(file);
    deployer.start();
    assertThat(version("kept")).isEqualTo("2.0.0");
    assertThat(bundles("kept")).as("the version that was deleted").isEqualTo(1);
    operator.run("strategy:uninstall kept");
  }
}
