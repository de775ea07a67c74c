package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.wiring.FrameworkWiring;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.itests.strategies.CostsOne;
import supermarket.itests.strategies.CostsTwo;

/**
 * Strategies are upgraded through every door while stores price baskets that need them: no basket
 * fails, mixes two versions or gets a wrong price, and once the door has closed none gets the old
 * version.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class UpgradeIT {

  private static final Path HOME = Container.home(UpgradeIT.class);
  private static final Path JARS = HOME.resolve("data/jars");
  private static final int STORES = 4;
  private static final int UPGRADES = Integer.getInteger("supermarket.upgrades", 250) / 5;

  @Inject private BundleContext context;
  @Inject private Catalogue catalogue;

  @Configuration
  public Option[] container() throws IOException {
    Option[] options = Container.of(UpgradeIT.class);
    DistributionFolder.configure(HOME, "supermarket.deployer", "poll.ms", "20");
    return options;
  }

  /** Two products of one strategy, so that a basket could mix two versions of it. */
  private Stores open(String strategy) throws Exception {
    Products.add(HOME, catalogue, strategy + "-a", strategy);
    Products.add(HOME, catalogue, strategy + "-b", strategy);
    return Stores.open(STORES, HOME, strategy, strategy + "-a", "GR1", strategy + "-b");
  }

  private static StrategyJar jar(String strategy, int major) {
    return StrategyJar.named(strategy, major % 2 == 1 ? CostsOne.class : CostsTwo.class)
        .version(major + ".0.0");
  }

  private Bundle install(String strategy, int major) throws Exception {
    Path file = jar(strategy, major).write(JARS.resolve(strategy + "-" + major + ".jar"));
    return context.installBundle(file.toUri().toString());
  }

  private void refresh(Bundle bundle) throws InterruptedException {
    CountDownLatch refreshed = new CountDownLatch(1);
    FrameworkListener listener =
        event -> {
          if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
            refreshed.countDown();
          }
        };
    context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), listener);
    assertThat(refreshed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  public void sideBySide() throws Exception {
    Bundle live = install("beside", 1);
    live.start();
    try (Stores stores = open("beside")) {
      for (int major = 2; major <= UPGRADES; major++) {
        Bundle next = install("beside", major);
        next.start();
        stores.assertNow(major);
        live.uninstall();
        refresh(live);
        live = next;
      }
      assertThat(stores.assertNothingWasNoticed()).isGreaterThan(UPGRADES);
    }
    live.uninstall();
  }

  @Test
  public void inPlace() throws Exception {
    Bundle bundle = install("in-place", 1);
    bundle.start();
    try (Stores stores = open("in-place")) {
      for (int major = 2; major <= UPGRADES; major++) {
        Path file = jar("in-place", major).write(JARS.resolve("in-place.jar"));
        bundle.update(Files.newInputStream(file));
        stores.assertNow(major);
        if (major % 5 == 0) {
          refresh(bundle);
        }
      }
      stores.assertNothingWasNoticed();
    }
    bundle.uninstall();
  }

  @Test
  public void uninstalledAndInstalledAgain() throws Exception {
    Bundle bundle = install("again", 1);
    bundle.start();
    try (Stores stores = open("again")) {
      for (int major = 2; major <= UPGRADES; major++) {
        bundle.uninstall();
        bundle = install("again", major);
        bundle.start();
        stores.assertNow(major);
      }
      stores.assertNothingWasNoticed();
    }
    bundle.uninstall();
  }

  @Test
  public void byTheDropFolder() throws Exception {
    Path file = HOME.resolve("strategies/dropped.jar");
    jar("dropped", 1).write(file);
    await().until(() -> version("dropped").equals("1.0.0"));
    try (Stores stores = open("dropped")) {
      for (int major = 2; major <= UPGRADES; major++) {
        jar("dropped", major).write(file);
        String expected = major + ".0.0";
        await().until(() -> version("dropped").equals(expected));
        stores.assertNow(major);
      }
      stores.assertNothingWasNoticed();
    }
    Files.delete(file);
    await().until(() -> version("dropped").isEmpty());
  }

  private String version(String strategy) {
    return Products.version(catalogue, strategy);
  }
}
