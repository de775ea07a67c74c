package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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
import org.osgi.framework.wiring.FrameworkWiring;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.itests.Store.Reply;
import supermarket.itests.strategies.CostsOne;
import supermarket.itests.strategies.CostsTwo;

/**
 * Strategies come, change and go while baskets are priced, through Felix's commands and the drop
 * folder.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HotDeploymentIT {

  private static final Path HOME = Container.home(HotDeploymentIT.class);
  private static final Path JARS = HOME.resolve("data/jars");
  private static final Path DROP_FOLDER = HOME.resolve("strategies");

  @Inject private BundleContext context;
  @Inject private CommandProcessor shell;
  @Inject private Catalogue catalogue;

  private Store store;
  private Operator operator;

  @Configuration
  public Option[] container() throws IOException {
    Option[] options = Container.of(HotDeploymentIT.class);
    // What is gone is rejected at once: UpgradeIT is about the wait for what comes instead.
    DistributionFolder.configure(HOME, "supermarket.product.manager", "successor.wait.ms", "0");
    return options;
  }

  @Before
  public void open() {
    store = Store.of(HOME);
    operator = new Operator(shell);
  }

  @After
  public void close() {
    store.close();
  }

  private void addProduct(String code, String strategy) throws Exception {
    Products.add(HOME, catalogue, code, strategy);
  }

  private void assertCosts(String total, String product) {
    Reply reply = store.price("u1", product);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.total()).isEqualTo(new BigDecimal(total));
  }

  private void assertNotFound(String product) {
    Reply reply = store.price("u1", product);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(422);
    assertThat(reply.error()).isEqualTo("strategy_not_found");
  }

  private boolean costs(String total, String product) {
    Reply reply = store.price("u1", product);
    return reply.status() == 200 && reply.total().toPlainString().equals(total);
  }

  private Bundle bundle(String symbolicName) {
    for (Bundle bundle : context.getBundles()) {
      if (symbolicName.equals(bundle.getSymbolicName())) {
        return bundle;
      }
    }
    throw new AssertionError("no bundle " + symbolicName);
  }

  @Test
  public void throughTheFrameworkAStrategyIsInstalledUpdatedAndUninstalled() throws Exception {
    addProduct("CMD", "by-command");
    assertNotFound("CMD");
    StrategyJar first = StrategyJar.named("by-command", CostsOne.class);
    Path jar = first.write(JARS.resolve("by-command.jar"));

    operator.run("install " + jar.toUri());
    Bundle bundle = bundle(first.symbolicName());
    long id = bundle.getBundleId();
    operator.run("start " + id);
    assertCosts("1.00", "CMD");

    // The commands that take a bundle by its id are tried in DistributionIT, on a shell of its own.
    Path next =
        StrategyJar.named("by-command", CostsTwo.class)
            .version("2.0.0")
            .write(JARS.resolve("by-command-2.jar"));
    bundle.update(Files.newInputStream(next));
    assertCosts("2.00", "CMD");
    assertThat(store.price("u1", "CMD").body()).contains("\"strategy_version\":\"2.0.0\"");

    context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(bundle));
    await().until(() -> costs("2.00", "CMD"));

    bundle.stop();
    assertNotFound("CMD");
    bundle.start();
    assertCosts("2.00", "CMD");

    bundle.uninstall();
    assertNotFound("CMD");
    assertCosts("3.11", "GR1");
  }

  @Test
  public void byTheDropFolderAStrategyIsAddedReplacedAndDeleted() throws Exception {
    addProduct("DROP", "by-folder");
    Path jar = DROP_FOLDER.resolve("by-folder.jar");

    StrategyJar.named("by-folder", CostsOne.class).write(jar);
    await().until(() -> costs("1.00", "DROP"));

    StrategyJar.named("by-folder", CostsTwo.class).version("1.1.0").write(jar);
    await().until(() -> costs("2.00", "DROP"));

    Files.delete(jar);
    await().until(() -> store.price("u1", "DROP").status() == 422);
    assertNotFound("DROP");
  }

  @Test
  public void twoVersionsOfOneStrategyDoNotClashAndTheHigherOneIsUsed() throws Exception {
    addProduct("TWICE", "twice");
    StrategyJar jar = StrategyJar.named("twice", CostsOne.class);
    Bundle old = context.installBundle(jar.write(JARS.resolve("twice-1.jar")).toUri().toString());
    StrategyJar newer = StrategyJar.named("twice", CostsTwo.class).version("1.0.1");
    Bundle next =
        context.installBundle(newer.write(JARS.resolve("twice-2.jar")).toUri().toString());

    next.start();
    assertCosts("2.00", "TWICE");
    old.start();
    assertCosts("2.00", "TWICE");
    assertThat(catalogue.problems()).anyMatch(problem -> problem.contains("named twice"));

    next.uninstall();
    assertCosts("1.00", "TWICE");
    assertThat(catalogue.problems()).noneMatch(problem -> problem.contains("named twice"));
    old.uninstall();
    assertNotFound("TWICE");
  }

  @Test
  public void everyOrderOfLifecycleCommandsLeavesARunningSystem() throws Exception {
    addProduct("ORDER", "any-order");
    StrategyJar jar = StrategyJar.named("any-order", CostsOne.class);
    Path file = jar.write(JARS.resolve("any-order.jar"));
    for (int round = 0; round < 5; round++) {
      Bundle bundle = context.installBundle(file.toUri().toString());
      bundle.update();
      bundle.start();
      assertCosts("1.00", "ORDER");
      bundle.update();
      assertCosts("1.00", "ORDER");
      bundle.stop();
      bundle.update();
      assertNotFound("ORDER");
      bundle.start();
      bundle.uninstall();
      assertNotFound("ORDER");
    }
    assertCosts("3.11", "GR1");
  }

  @Test
  public void basketsOfOtherProductsArePricedWhileStrategiesComeAndGo() throws Exception {
    addProduct("BUSY", "busy");
    StrategyJar one = StrategyJar.named("busy", CostsOne.class);
    Path first = one.write(JARS.resolve("busy-1.jar"));
    Path second =
        StrategyJar.named("busy", CostsTwo.class)
            .version("2.0.0")
            .write(JARS.resolve("busy-2.jar"));
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger priced = new AtomicInteger();
    AtomicReference<Reply> wrong = new AtomicReference<>();
    Thread load =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!done.get()) {
                    Reply reply = store.price("u2", "GR1", "SR1", "GR1", "GR1", "CF1");
                    if (reply.status() == 200 && reply.total().toPlainString().equals("22.45")) {
                      priced.incrementAndGet();
                    } else {
                      wrong.set(reply);
                    }
                  }
                });

    Bundle bundle = context.installBundle("busy", Files.newInputStream(first));
    bundle.start();
    for (int i = 0; i < 20; i++) {
      bundle.update(Files.newInputStream(i % 2 == 0 ? second : first));
      assertCosts(i % 2 == 0 ? "2.00" : "1.00", "BUSY");
    }
    bundle.uninstall();
    int pricedDuring = priced.get();
    await().until(() -> priced.get() > pricedDuring);
    done.set(true);
    load.join();

    assertThat(wrong.get()).isNull();
    assertThat(pricedDuring).isPositive();
  }
}
