package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import supermarket.itests.Store.Reply;
import supermarket.itests.strategies.CostsOne;
import supermarket.itests.strategies.CostsTwo;
import supermarket.itests.strategies.ForMany;
import supermarket.itests.strategies.Throws;
import supermarket.pricing.api.PricingStrategy;

/** A version is tried on live baskets: in shadow, then for a share of the users, then for all. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class TrialIT {

  private static final Path HOME = Container.home(TrialIT.class);
  private static final int USERS = 200;

  @Inject private BundleContext context;
  @Inject private CommandProcessor shell;
  @Inject private supermarket.basket.api.catalogue.Catalogue catalogue;

  private Operator operator;
  private Store store;

  @Configuration
  public Option[] container() {
    return Container.of(TrialIT.class);
  }

  @Before
  public void open() {
    operator = new Operator(shell);
    store = Store.of(HOME);
  }

  @After
  public void close() throws Exception {
    store.close();
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getSymbolicName().startsWith("test.strategy.")) {
        bundle.uninstall();
      }
    }
  }

  private static Path jar(String strategy, int major) {
    return jar(strategy, major, major % 2 == 1 ? CostsOne.class : CostsTwo.class);
  }

  private static Path jar(String strategy, int major, Class<? extends PricingStrategy> type) {
    return StrategyJar.named(strategy, type)
        .version(major + ".0.0")
        .write(HOME.resolve("data/jars/" + strategy + "-" + major + ".jar"));
  }

  private void live(String strategy) throws Exception {
    Products.add(HOME, catalogue, strategy + "-a", strategy);
    Products.add(HOME, catalogue, strategy + "-b", strategy);
    operator.run("strategy:install " + jar(strategy, 1));
  }

  private Stores stores(String strategy) {
    return Stores.open(4, HOME, strategy, strategy + "-a", "GR1", strategy + "-b");
  }

  private long versions(String strategy) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> ("test.strategy." + strategy).equals(bundle.getSymbolicName()))
        .count();
  }

  private Set<Integer> usersOfVersion(int major, String strategy) {
    return IntStream.range(0, USERS)
        .filter(
            user -> {
              Reply reply = store.price("user-" + user, strategy + "-a", strategy + "-b");
              assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
              return reply.body().contains("\"strategy_version\":\"" + major + ".0.0\"");
            })
        .boxed()
        .collect(Collectors.toSet());
  }

  private Bundle bundle(String symbolicName) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  public void aVersionIsTriedInShadowThenOnAShareOfTheUsersThenOnAll() throws Exception {
    live("tried");
    try (Stores stores = stores("tried")) {
      assertThat(operator.run("strategy:shadow --dry-run " + jar("tried", 2)))
          .contains("Possible: shadow");
      assertThat(versions("tried")).isEqualTo(1);
      assertThat(operator.run("strategy:shadow " + jar("tried", 2))).contains("Done: shadow");
      await()
          .until(
              () ->
                  operator
                      .run("strategy:diff tried")
                      .matches("(?s).* 2\\.0\\.0: ([1-9]\\d*) of \\1 lines differ.*EUR 2\\.00.*"));
      assertThat(operator.run("strategy:list")).contains("on trial, in shadow");
      assertThat(usersOfVersion(2, "tried")).isEmpty();

      assertThat(operator.run("strategy:canary --dry-run tried 30")).contains("Possible: canary");
      assertThat(usersOfVersion(2, "tried")).isEmpty();
      operator.run("strategy:canary tried 30");
      Set<Integer> thirty = usersOfVersion(2, "tried");
      assertThat(thirty.size()).isBetween(USERS * 15 / 100, USERS * 45 / 100);
      assertThat(usersOfVersion(2, "tried")).as("always the same").isEqualTo(thirty);
      assertThat(operator.run("strategy:list")).contains("on trial, 30 % of the users");
      operator.run("strategy:canary tried 60");
      Set<Integer> sixty = usersOfVersion(2, "tried");
      assertThat(sixty).containsAll(thirty).hasSizeGreaterThan(thirty.size());
      operator.run("strategy:install " + jar("unrelated", 1));
      assertThat(usersOfVersion(2, "tried")).as("untouched by others").isEqualTo(sixty);
      assertThatThrownBy(() -> operator.run("strategy:upgrade " + jar("tried", 3)))
          .hasMessageContaining("version 2.0.0 of test.strategy.tried is on trial");

      operator.run("strategy:promote tried");
      stores.assertNow(2);
      assertThat(usersOfVersion(2, "tried")).hasSize(USERS);
      operator.run("strategy:rollback tried");
      stores.assertNow(1);
      operator.run("strategy:rollback tried");
      stores.assertNow(2);
      operator.run("strategy:forget tried");
      assertThat(versions("tried")).isEqualTo(1);
      stores.assertNothingWasNoticed();
    }
    assertThat(operator.run("strategy:history")).contains("SHADOW", "CANARY", "PROMOTE", "FORGET");
    assertThatThrownBy(() -> operator.run("strategy:rollback tried"))
        .hasMessageContaining("no other version than 2.0.0 is kept");
  }

  @Test
  public void aTrialIsTakenBack() throws Exception {
    live("back");
    operator.run("strategy:shadow " + jar("back", 2));
    operator.run("strategy:canary back 50");
    assertThat(usersOfVersion(2, "back")).isNotEmpty();
    assertThatThrownBy(() -> operator.run("strategy:canary back 100"))
        .hasMessageContaining("strategy:promote is for all users");
    assertThat(operator.run("strategy:rollback back")).contains("off its trial");
    assertThat(usersOfVersion(1, "back")).hasSize(USERS);
    assertThat(versions("back")).isEqualTo(1);
    assertThatThrownBy(() -> operator.run("strategy:promote back"))
        .hasMessageContaining("no version of it is on trial");
  }

  @Test
  public void whatThrowsInShadowIsFoundAndHarmsNobodyAndComesNearNoUser() throws Exception {
    live("wrong");
    try (Stores stores = stores("wrong")) {
      operator.run("strategy:shadow --trusted " + jar("wrong", 2, ForMany.Throws.class));
      assertThat(store.price("user-1", "wrong-a*200").status()).isEqualTo(200);
      await().until(() -> operator.run("strategy:diff wrong").contains("threw"));
      assertRefused("wrong", "its shadow could not price 1 of");
      operator.run("strategy:rollback wrong");
      stores.assertNothingWasNoticed();
    }
    assertThat(versions("wrong")).isEqualTo(1);
  }

  @Test
  public void whatHangsInShadowIsFoundAndHarmsNobodyAndComesNearNoUser() throws Exception {
    live("hangs");
    try (Stores stores = stores("hangs")) {
      operator.run("strategy:shadow --trusted " + jar("hangs", 2, ForMany.Sleeps.class));
      assertThat(store.price("user-1", "hangs-a*200").status()).isEqualTo(200);
      await().until(() -> operator.run("strategy:diff hangs").contains("200 of hangs-a since"));
      await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> operator.run("strategy:diff hangs").contains("did not come back within"));
      assertRefused("hangs", "its shadow has ended: pricing live lines did not come back");
      stores.assertNow(1);
      operator.run("strategy:rollback hangs");
      stores.assertNothingWasNoticed();
    }
    assertThat(versions("hangs")).isEqualTo(1);
  }

  private void assertRefused(String strategy, String why) {
    for (String command :
        List.of(
            "promote --dry-run " + strategy, "promote " + strategy, "canary " + strategy + " 10")) {
      assertThatThrownBy(() -> operator.run("strategy:" + command)).hasMessageContaining(why);
    }
  }

  @Test
  public void whatIsTriedBeforehandIsRefused() throws Exception {
    live("tested");
    assertThatThrownBy(() -> operator.run("strategy:check " + jar("tested", 2, Throws.class)))
        .hasMessageContaining("asked for 1 of tested-a it threw");
    assertThat(store.price("user-1", "tested-a*200").status()).isEqualTo(200);
    assertThatThrownBy(
            () ->
                operator.run("strategy:check --trusted " + jar("tested", 2, ForMany.Throws.class)))
        .hasMessageContaining("asked for 200 of tested-a it threw");
    assertThat(operator.run("strategy:check " + jar("tested", 3)))
        .contains(
            "riced 1 to 100 pieces at 1 of the 1 terms of its products, and 1 of the 1 lines");
    assertThat(versions("tested")).isEqualTo(1);
  }

  @Test
  public void aVersionThatIsQuarantinedLosesItsShareOfTheUsers() throws Exception {
    System.clearProperty("test.spin.stop");
    live("canary");
    operator.run("strategy:shadow --trusted " + jar("canary", 2, ForMany.Spins.class));
    operator.run("strategy:canary canary 50");
    int user = usersOfVersion(2, "canary").iterator().next();

    assertThat(store.price("user-" + user, "canary-a*200").status()).isEqualTo(504);
    await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> store.price("user-" + user, "canary-a*200").status() == 200);

    assertThat(usersOfVersion(1, "canary")).hasSize(USERS);
    assertThat(operator.run("strategy:history")).containsPattern("runtime +CANARY +.*2\\.0\\.0");
    assertThat(operator.run("strategy:list")).contains("QUARANTINED");
    assertThatThrownBy(() -> operator.run("strategy:canary canary 10"))
        .hasMessageContaining("was quarantined: it did not come back");
    System.setProperty("test.spin.stop", "now");
    operator.run("strategy:rollback canary");
  }

  @Test
  public void aTrialGoesOnWhenTheDeployerOrTheProductManagerIsBack() throws Exception {
    live("resumed");
    operator.run("strategy:shadow " + jar("resumed", 2));
    operator.run("strategy:canary resumed 50");
    Set<Integer> before = usersOfVersion(2, "resumed");
    assertThat(before).isNotEmpty();
    for (String app : List.of("supermarket.deployer", "supermarket.product.manager")) {
      bundle(app).stop();
      bundle(app).start();
      await().until(() -> store.price("user-1", "resumed-a").status() == 200);
      await()
          .untilAsserted(() -> assertThat(usersOfVersion(2, "resumed")).as(app).isEqualTo(before));
      assertThat(usersOfVersion(1, "resumed")).as(app).hasSize(USERS - before.size());
    }
    operator.run("strategy:rollback resumed");
    assertThat(usersOfVersion(1, "resumed")).hasSize(USERS);
  }

  @Test
  public void whoeverUninstallsTheVersionOnTrialEndsIt() throws Exception {
    live("gone");
    operator.run("strategy:shadow " + jar("gone", 2));
    operator.run("strategy:canary gone 50");
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getLocation().startsWith("strategy:test.strategy.gone:2.0.0:")) {
        bundle.uninstall();
      }
    }
    assertThat(usersOfVersion(1, "gone")).hasSize(USERS);
    operator.run("strategy:upgrade " + jar("gone", 3));
    assertThat(usersOfVersion(3, "gone")).hasSize(USERS);
  }
}
