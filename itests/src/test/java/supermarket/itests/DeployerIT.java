package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.itests.strategies.CostsOne;
import supermarket.itests.strategies.CostsTwo;
import supermarket.itests.strategies.FailingActivator;
import supermarket.itests.strategies.HangsWhenMade;
import supermarket.itests.strategies.NeedsAParameter;
import supermarket.itests.strategies.NeverComesUp;

/** Strategies are put into operation by command: checked, recorded, and taken back. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DeployerIT {

  private static final Path HOME = Container.home(DeployerIT.class);
  private static final Path JARS = HOME.resolve("data/jars");
  private static final int STORES = 4;

  /** So many in this build; {@code mvn verify -Psoak} for more. */
  private static final int UPGRADES = Integer.getInteger("supermarket.upgrades", 100);

  private static final int LANES = Runtime.getRuntime().availableProcessors();

  @Inject private BundleContext context;
  @Inject private CommandProcessor shell;
  @Inject private Catalogue catalogue;

  private Operator operator;

  @Configuration
  public Option[] container() {
    return Container.of(DeployerIT.class);
  }

  @Before
  public void open() {
    operator = new Operator(shell);
    await().until(() -> operator.run("strategy:history").contains("on record") || recorded() > 0);
  }

  @After
  public void close() throws Exception {
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getSymbolicName().startsWith("test.strategy.")) {
        bundle.uninstall();
      }
    }
  }

  private long recorded() {
    return operator.run("strategy:history").lines().count() - 1;
  }

  private static StrategyJar jar(String strategy, int major) {
    return StrategyJar.named(strategy, major % 2 == 1 ? CostsOne.class : CostsTwo.class)
        .version(major + ".0.0");
  }

  private static Path file(StrategyJar jar, String name) {
    return jar.write(JARS.resolve(name + ".jar"));
  }

  private Stores stores(int count, String strategy) throws Exception {
    Products.add(HOME, catalogue, strategy + "-a", strategy);
    Products.add(HOME, catalogue, strategy + "-b", strategy);
    return Stores.open(count, HOME, strategy, strategy + "-a", "GR1", strategy + "-b");
  }

  private List<Bundle> bundles(String symbolicName) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
        .toList();
  }

  @Test
  public void upgradesUnderLoadAreNoticedByNoBasket() throws Exception {
    operator.run("strategy:install " + file(jar("command", 1), "command-1"));
    String symbolicName = jar("command", 1).symbolicName();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    Footprint half = Footprint.now(context);
    try (Stores stores = stores(STORES, "command")) {
      for (int major = 2; major <= UPGRADES; major++) {
        operator.run("strategy:upgrade " + file(jar("command", major), "command"));
        stores.assertNow(major);
        assertThat(bundles(symbolicName)).as("live and the one before").hasSize(2);
        loaders.add(new WeakReference<>(loader(symbolicName, major)));
        if (major == UPGRADES / 2) {
          half = Footprint.now(context);
        }
      }
      await()
          .untilAsserted(
              () -> {
                System.gc();
                // Live, the one before, and seldom one that a lane holds; not more with each
                // upgrade.
                assertThat(left(loaders))
                    .as("versions whose class loader is left")
                    .hasSizeLessThanOrEqualTo(2 + LANES);
              });
      if (left(loaders).size() > 2) {
        Path dump = HOME.resolveSibling("left-loaders.hprof");
        Heap.dump(dump);
        System.out.println("class loaders of versions " + left(loaders) + " are left: " + dump);
      }
      Footprint.now(context).assertNoLargerThan(half);
      operator.run("strategy:rollback command");
      stores.assertNow(UPGRADES - 1);
      operator.run("strategy:rollback command");
      stores.assertNow(UPGRADES);
      assertThat(stores.assertNothingWasNoticed()).isGreaterThan(UPGRADES);
    }
    assertThat(operator.run("strategy:conflicts")).contains("There is no conflict");
    for (String uninstall : List.of("strategy:uninstall", "strategy:uninstall --dry-run")) {
      assertThatThrownBy(() -> operator.run(uninstall + " command"))
          .as("its products would have no price")
          .hasMessageContaining("it prices 2 products (command-a, command-b)")
          .hasMessageContaining("--force");
    }
    operator.run("strategy:uninstall --force command");
    assertThat(bundles(symbolicName)).isEmpty();
  }

  /** The versions from 2 on whose class loader is still there. */
  private static List<Integer> left(List<WeakReference<ClassLoader>> loaders) {
    return IntStream.range(0, loaders.size())
        .filter(index -> loaders.get(index).get() != null)
        .mapToObj(index -> index + 2)
        .toList();
  }

  private ClassLoader loader(String symbolicName, int major) {
    return bundles(symbolicName).stream()
        .filter(bundle -> bundle.getVersion().getMajor() == major)
        .findFirst()
        .orElseThrow()
        .adapt(BundleWiring.class)
        .getClassLoader();
  }

  @Test
  public void aDryRunSaysWhatWouldBeAndLeavesNothing() throws Exception {
    String symbolicName = jar("dry", 1).symbolicName();
    Path first = file(jar("dry", 1).examples("dry.one = 3 x 5.00 EUR = 1.00 EUR"), "dry-1");
    assertThat(operator.run("strategy:check " + first))
        .contains("Possible: check of " + symbolicName + " 1.0.0", "1 of its examples came out")
        .contains("strategy:install would make it live", "no product uses it yet");
    assertThat(bundles(symbolicName)).isEmpty();
    operator.run("strategy:install " + first);

    Path second = file(jar("dry", 2), "dry-2");
    assertThat(operator.run("strategy:upgrade --dry-run " + second))
        .contains("Possible: upgrade", "ships no examples");
    assertThat(bundles(symbolicName)).hasSize(1);
    assertThatThrownBy(() -> operator.run("strategy:rollback --dry-run dry"))
        .hasMessageContaining("Impossible: rollback")
        .hasMessageContaining("no other version than 1.0.0 is kept");
    assertThatThrownBy(() -> operator.run("strategy:check " + first))
        .hasMessageContaining("Refused: check of " + symbolicName + " 1.0.0");
    assertThat(operator.run("strategy:history"))
        .containsPattern("CHECK .*POSSIBLE")
        .containsPattern("INSTALL .*DONE")
        .containsPattern("UPGRADE .*POSSIBLE")
        .containsPattern("ROLLBACK .*IMPOSSIBLE +no other version than 1.0.0 is kept")
        .containsPattern("CHECK .*REFUSED +version 1.0.0 is live");
    assertThat(operator.run("strategy:history dry"))
        .contains("- version 1.0.0 is live; an upgrade needs a higher version than that");
    assertThat(Files.readString(HOME.resolve("data/deployments.jsonl")))
        .contains("\"action\":\"INSTALL\"", "\"sha256\":\"");
  }

  @Test
  public void whoBringsTheLiveVersionAgainOrNamesItsBundleIsToldWhatToDo() throws Exception {
    Path jar = file(jar("advice", 1), "advice-1");
    operator.run("strategy:install " + jar);
    assertThatThrownBy(() -> operator.run("strategy:install " + jar))
        .hasMessageContaining(
            "raise the version of the bundle above that, and use strategy:upgrade");
    assertThatThrownBy(() -> operator.run("strategy:install " + file(jar("advice", 2), "advice-2")))
        .hasMessageContaining("version 1.0.0 of it is live already; use strategy:upgrade");
    assertThatThrownBy(() -> operator.run("strategy:replay " + jar))
        .hasMessageContaining("a replay compares a higher version with it");
    String bundle = jar("advice", 1).symbolicName();
    for (String command : List.of("strategy:uninstall", "strategy:rollback", "strategy:promote")) {
      assertThatThrownBy(() -> operator.run(command + " " + bundle))
          .hasMessageContaining("did you mean 'advice'?");
    }
  }

  @Test
  public void whatTheFrameworkDoesIsOnRecordToo() throws Exception {
    Path first = file(jar("felix", 1), "felix-1");
    Bundle bundle = context.installBundle(first.toUri().toString());
    bundle.start();
    bundle.update(Files.newInputStream(file(jar("felix", 2), "felix-2")));
    bundle.uninstall();
    await()
        .untilAsserted(
            () ->
                assertThat(operator.run("strategy:history").lines())
                    .filteredOn(line -> line.contains(jar("felix", 1).symbolicName()))
                    .satisfiesExactly(
                        line -> assertThat(line).contains("framework", "INSTALL", "1.0.0"),
                        line -> assertThat(line).contains("framework", "UPGRADE", "2.0.0"),
                        line -> assertThat(line).contains("framework", "UNINSTALL", "2.0.0")));
  }

  @Test
  public void aReplayTellsWhatANewVersionWouldChange() throws Exception {
    operator.run("strategy:install " + file(jar("again", 1), "again-1"));
    try (Stores stores = stores(1, "again")) {
      stores.assertNothingWasNoticed();
    }
    assertThat(operator.run("strategy:replay " + file(jar("again", 3), "again-3")))
        .containsPattern("3\\.0\\.0: 0 of [1-9]\\d* lines differ");
    assertThat(operator.run("strategy:replay " + file(jar("again", 2), "again-2")))
        .containsPattern("2\\.0\\.0: ([1-9]\\d*) of \\1 lines differ")
        .contains("again-a", "EUR 1.00", "EUR 2.00");
    assertThat(bundles(jar("again", 1).symbolicName())).hasSize(1);
  }

  @Test
  public void theStrategiesThatShipCouldBeUpgradedAndTheirExamplesComeOut() throws Exception {
    List<Path> shipped;
    try (Stream<Path> jars = Files.list(HOME.resolve("strategies"))) {
      shipped = jars.filter(jar -> jar.toString().endsWith(".jar")).toList();
    }
    assertThat(shipped).hasSize(12); // four strategies and eight kinds
    for (Path jar : shipped) {
      assertThat(operator.run("strategy:check " + nextVersion(jar)))
          .contains("Possible: check", "strategy:upgrade would put it in the place of")
          .containsPattern("[1-9] of its examples came out as written");
    }
  }

  /** The same bundle with a higher version. */
  private static Path nextVersion(Path jar) throws IOException {
    Files.createDirectories(JARS);
    Path next = JARS.resolve("next-" + jar.getFileName());
    try (JarInputStream in = new JarInputStream(Files.newInputStream(jar))) {
      Manifest manifest = in.getManifest();
      manifest.getMainAttributes().putValue("Bundle-Version", "99.0.0");
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(next), manifest)) {
        for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
          out.putNextEntry(new JarEntry(entry.getName()));
          in.transferTo(out);
        }
      }
    }
    return next;
  }

  @Test
  public void whatIsWrongWithABundleIsToldAndNothingOfItStays() throws Exception {
    operator.run("strategy:install " + file(jar("good", 5), "good"));
    operator.run("strategy:install " + file(jar("taken", 1), "taken"));
    Map<Path, String> bad = bad();
    try (Stores stores = stores(1, "good")) {
      int installed = context.getBundles().length;
      int cached = Footprint.cached(context);
      bad.forEach(
          (jar, reason) -> {
            assertThatThrownBy(() -> operator.run("strategy:upgrade --trusted " + jar))
                .as(jar.getFileName().toString())
                .hasMessageContaining("Refused: upgrade")
                .hasMessageContaining(reason);
            assertThat(context.getBundles()).as(jar.toString()).hasSize(installed);
            stores.assertNow(5);
          });
      await("nothing on disk").until(() -> Footprint.cached(context) == cached);
      stores.assertNothingWasNoticed();
    }
  }

  private static StrategyJar better() {
    return jar("good", 6);
  }

  private static StrategyJar better(Class<? extends supermarket.pricing.api.PricingStrategy> is) {
    return StrategyJar.named("good", is).version("6.0.0");
  }

  private static Map<Path, String> bad() throws IOException {
    Map<Path, String> bad = new LinkedHashMap<>();
    bad.put(JARS.resolve("missing.jar"), "there is no file");
    bad.put(raw("empty", new byte[0]), "no jar");
    bad.put(raw("text", "not a jar".getBytes(StandardCharsets.UTF_8)), "no jar");
    byte[] whole = Files.readAllBytes(file(better(), "whole"));
    bad.put(raw("truncated", Arrays.copyOf(whole, whole.length / 2)), "no jar");
    byte[] damaged = whole.clone();
    Arrays.fill(damaged, damaged.length / 3, damaged.length / 3 + 64, (byte) 7);
    bad.put(raw("damaged", damaged), "Refused");
    bad.put(file(better().header("Bundle-SymbolicName", null), "no-name"), "it is no OSGi bundle");
    bad.put(file(better().header("Bundle-Version", "six"), "no-version"), "is no version");
    bad.put(file(better().header("Fragment-Host", "supermarket.gateway"), "fragment"), "fragment");
    bad.put(file(better().header("Service-Component", null), "no-component"), "no components");
    bad.put(file(better().entry("../../escape", new byte[1]), "escape"), "outside of the jar");
    bad.put(
        file(
            better()
                .entry(
                    "META-INF/services/supermarket.basket.api.operation.ConfigurationCheck",
                    "a.b.C".getBytes(StandardCharsets.UTF_8)),
            "services"),
        "it offers services below META-INF/services/");
    bad.put(file(better().entry("zeros", new byte[65 << 20]), "bomb"), "inflates to more than");
    bad.put(
        file(better().entry("supermarket/pricing/api/Line.class", new byte[9]), "embeds"),
        "classes of the pricing API");
    bad.put(file(better().header("Export-Package", "test"), "exports"), "it exports test");
    bad.put(
        file(better().header("Require-Bundle", "supermarket.gateway"), "requires"),
        "requires another bundle");
    bad.put(file(better().header("DynamicImport-Package", "*"), "dynamic"), "it imports *;");
    bad.put(
        file(
            better().header("Import-Package", "supermarket.pricing.api,javax.absent"),
            "missing-import"),
        "it imports javax.absent");
    bad.put(
        file(
            better().header("Import-Package", "supermarket.pricing.api;version=\"[9,10)\""),
            "other-api"),
        "its start failed");
    bad.put(
        file(
            better()
                .header(
                    "Import-Package", "supermarket.pricing.api,org.joda.money,org.osgi.framework")
                .header("Bundle-Activator", FailingActivator.class.getName())
                .entry(path(FailingActivator.class), bytes(FailingActivator.class)),
            "activator"),
        "it imports org.osgi.framework");
    bad.put(file(better(NeverComesUp.class), "constructor"), "could not be made");
    bad.put(file(better(HangsWhenMade.class), "hangs"), "did not come back within");
    bad.put(
        file(
            better()
                .header("Service-Component", "OSGI-INF/needy.xml")
                .entry("OSGI-INF/needy.xml", NEEDY.getBytes(StandardCharsets.UTF_8)),
            "needy"),
        "none of its components came up");
    bad.put(file(better().strategyClass(new byte[] {1, 2, 3}), "wrong-class"), "could not be made");
    bad.put(
        file(better().examples("good.one = 3 x 5.00 EUR = 9.99 EUR"), "wrong-example"),
        "example good.one costs EUR 2.00 instead of EUR 9.99");
    bad.put(
        file(better().examples("good.one = a dozen"), "odd-example"),
        "example good.one is not written like");
    bad.put(
        file(better().examples("other.one = 1 x 5.00 EUR = 1.00 EUR"), "other-example"),
        "example other.one is of no strategy");
    bad.put(file(better(NeedsAParameter.class), "parameter"), "would lose its price");
    bad.put(file(better().ranking(7), "ranking"), "service.ranking");
    bad.put(
        file(
            StrategyJar.named("taken", CostsTwo.class)
                .version("6.0.0")
                .header("Bundle-SymbolicName", better().symbolicName()),
            "taken-name"),
        "the name taken is taken by bundle");
    bad.put(file(jar("good", 4), "downgrade"), "needs a higher version");
    bad.put(
        file(StrategyJar.named("good", CostsTwo.class).version("5.0.0"), "same-version"),
        "even if only its content differs");
    bad.put(file(jar("stranger", 1), "stranger"), "no version of it is live");
    return bad;
  }

  private static final String NEEDY =
      """
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="needy">
        <property name="supermarket.strategy" type="String" value="good"/>
        <service><provide interface="supermarket.pricing.api.PricingStrategy"/></service>
        <reference name="absent" interface="javax.absent.Service"/>
        <implementation class="supermarket.itests.strategies.CostsTwo"/>
      </scr:component>
      """;

  private static Path raw(String name, byte[] content) throws IOException {
    return Files.write(JARS.resolve(name + ".jar"), content);
  }

  private static String path(Class<?> type) {
    return path(type.getName());
  }

  private static String path(String type) {
    return type.replace('.', '/') + ".class";
  }

  private static byte[] bytes(Class<?> type) {
    try (InputStream in = type.getClassLoader().getResourceAsStream(path(type))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
