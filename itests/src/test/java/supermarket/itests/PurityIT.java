package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.itests.strategies.CostsOne;
import supermarket.itests.strategies.Impure;
import supermarket.pricing.api.PricingStrategy;

/**
 * What is more than arithmetic is refused before it runs, by every way in, unless it is trusted.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PurityIT {

  private static final Path HOME = Container.home(PurityIT.class);
  private static final Path JARS = HOME.resolve("data/jars");

  @Inject private BundleContext context;
  @Inject private CommandProcessor shell;
  @Inject private Catalogue catalogue;

  private Operator operator;
  private Store store;

  @Configuration
  public Option[] container() {
    return Container.of(PurityIT.class);
  }

  @Before
  public void open() {
    operator = new Operator(shell);
    store = Store.of(HOME);
    System.clearProperty(Impure.RAN);
  }

  @After
  public void close() throws Exception {
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getSymbolicName().startsWith("test.strategy.")) {
        bundle.uninstall();
      }
    }
    store.close();
  }

  private static Path jar(String name, Class<? extends PricingStrategy> strategy) {
    return StrategyJar.named(name, strategy).write(JARS.resolve(name + ".jar"));
  }

  private void assertNothingOfItRan() {
    assertThat(System.getProperty(Impure.RAN)).isNull();
  }

  private int status(String product) {
    return store.price("u1", product).status();
  }

  @Test
  public void eachOfTheKindsIsRefusedByCommandWithClassMethodAndLine() {
    for (Class<? extends PricingStrategy> each : Impure.ALL) {
      String name = "impure-" + Impure.ALL.indexOf(each);
      assertThatThrownBy(() -> operator.run("strategy:install " + jar(name, each)))
          .as(each.getSimpleName())
          .hasMessageContaining("Nothing was changed")
          .hasMessageMatching("(?s).*Impure\\." + each.getSimpleName() + "[.,].*, line \\d+: .*");
    }
    assertThat(context.getBundles()).noneMatch(each -> isOfATest(each));
    assertNothingOfItRan();
  }

  private static boolean isOfATest(Bundle bundle) {
    return bundle.getSymbolicName().startsWith("test.strategy.");
  }

  @Test
  public void anOperatorMayTakeOneAllTheSame() throws Exception {
    Products.add(HOME, catalogue, "TAKEN", "taken");
    Path jar = jar("taken", Impure.Clock.class);

    assertThatThrownBy(() -> operator.run("strategy:check " + jar))
        .hasMessageContaining("uses java.lang.System.nanoTime");
    assertThat(operator.run("strategy:check --trusted " + jar)).startsWith("Possible");
    assertThat(operator.run("strategy:install --trusted " + jar))
        .contains("it is trusted, although it is more than arithmetic")
        .contains("uses java.lang.System.nanoTime");

    assertThat(status("TAKEN")).isEqualTo(200);
    assertThat(operator.run("strategy:list")).containsPattern("taken .* in use, trusted");
  }

  @Test
  public void theDropFolderRefusesIt() throws Exception {
    Products.add(HOME, catalogue, "DROPPED", "dropped");
    Path file = HOME.resolve("strategies/dropped.jar");
    StrategyJar.named("dropped", Impure.Clock.class).write(file);

    await().until(() -> operator.run("strategy:history").contains("dropped.jar"));

    assertThat(operator.run("strategy:history")).containsPattern("dropped.jar .*REFUSED");
    assertThat(status("DROPPED")).isEqualTo(422);
    Files.delete(file);
    assertNothingOfItRan();
  }

  @Test
  public void byTheFrameworkItStaysDarkUntilAnOperatorTrustsItAndNoLonger() throws Exception {
    Products.add(HOME, catalogue, "DARK", "dark");
    Bundle bundle = context.installBundle(jar("dark", Impure.Clock.class).toUri().toString());
    bundle.start();
    assertNothingOfItRan();
    assertThat(status("DARK")).isEqualTo(422);
    assertThat(operator.run("strategy:list")).contains("DARK, not admitted");
    await().until(() -> operator.run("strategy:history").contains("test.strategy.dark"));
    assertThat(operator.run("strategy:history")).containsPattern("framework .*dark.*REFUSED");

    operator.run("strategy:trust " + bundle.getBundleId());
    assertThat(status("DARK")).isEqualTo(200);
    assertThat(operator.run("strategy:list")).containsPattern("dark .* in use, trusted");

    bundle.stop();
    bundle.start();
    assertThat(status("DARK")).isEqualTo(200);

    // Other content is another matter.
    Path other =
        StrategyJar.named("dark", Impure.Chance.class)
            .version("2.0.0")
            .write(JARS.resolve("dark-2.jar"));
    bundle.update(Files.newInputStream(other));
    assertThat(operator.run("strategy:list")).contains("DARK, not admitted");
    Path pure =
        StrategyJar.named("dark", CostsOne.class)
            .version("3.0.0")
            .write(JARS.resolve("dark-3.jar"));
    bundle.update(Files.newInputStream(pure));
    assertThat(status("DARK")).isEqualTo(200);
    assertThat(operator.run("strategy:list")).doesNotContain("DARK, not admitted", "trusted");
  }

  @Test
  public void withoutADeployerWhatWasAdmittedStaysAndWhatIsNewStaysDarkUntilItIsBack()
      throws Exception {
    Products.add(HOME, catalogue, "BEFORE", "before");
    Products.add(HOME, catalogue, "AFTER", "after");
    Bundle deployer = bundle("supermarket.deployer");
    Bundle before = context.installBundle(jar("before", CostsOne.class).toUri().toString());
    before.start();
    deployer.stop();
    try {
      before.stop();
      before.start();
      assertThat(status("BEFORE")).isEqualTo(200);
      Bundle after = context.installBundle(jar("after", CostsOne.class).toUri().toString());
      after.start();
      assertThat(status("AFTER")).isEqualTo(422);
    } finally {
      deployer.start();
    }
    await().until(() -> status("AFTER") == 200);
  }

  private Bundle bundle(String symbolicName) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  /** A restart of the deployer judges nothing that was admitted. */
  @Test
  public void whatIsAdmittedIsNotReadAgain() throws Exception {
    Bundle bundle = context.installBundle(jar("known", CostsOne.class).toUri().toString());
    bundle.start();
    await().until(() -> operator.run("strategy:history").contains("test.strategy.known"));
    long before = entries("test.strategy.known");
    Bundle deployer = bundle("supermarket.deployer");
    deployer.stop();
    deployer.start();
    // Another one is judged after all that the deployer judges at its start.
    context.installBundle(jar("sentinel", CostsOne.class).toUri().toString());
    await().until(() -> entries("test.strategy.sentinel") > 0);
    assertThat(entries("test.strategy.known")).isEqualTo(before);
  }

  private long entries(String bundle) {
    return List.of(operator.run("strategy:history").split("\n", -1)).stream()
        .filter(line -> line.contains(bundle))
        .count();
  }
}
