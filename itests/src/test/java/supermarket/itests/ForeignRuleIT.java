package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.deployment.CatalogueDeployer;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.deployment.Order;
import supermarket.itests.strategies.BadCosts;
import supermarket.itests.strategies.BadRules;
import supermarket.itests.strategies.CostsOne;
import supermarket.itests.strategies.CostsTwo;
import supermarket.pricing.api.PricingStrategy;

/** Whatever a strategy does when it is asked for a rule, or is to go, others notice nothing. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ForeignRuleIT {

  private static final Path HOME = Container.home(ForeignRuleIT.class);

  @Inject private BundleContext context;
  @Inject private CommandProcessor shell;
  @Inject private Catalogue catalogue;
  @Inject private CatalogueDeployer products;

  private Store store;
  private Operator operator;
  private BadStrategies bad;
  private int price = 300;

  @Configuration
  public Option[] container() {
    return Container.of(ForeignRuleIT.class);
  }

  @Before
  public void open() {
    store = Store.of(HOME);
    operator = new Operator(shell);
    bad = new BadStrategies(HOME, context, store);
  }

  @After
  public void close() throws Exception {
    bad.close();
    store.close();
  }

  /** Starts it beside others, while an operator changes prices and deploys other strategies. */
  private void tryOut(String name, int products, Class<? extends PricingStrategy> strategy)
      throws Exception {
    bad.bind(name, products);
    await().until(() -> catalogue.product(name + "-" + (products - 1)).isPresent());
    Products.add(HOME, catalogue, name + "-OTHER", name.toLowerCase(Locale.ROOT) + "-other");
    Beside.others(
        store.gateway().getAuthority(),
        strategy.getSimpleName() + " for the rules of " + products,
        () -> {
          CompletableFuture<Bundle> starting =
              CompletableFuture.supplyAsync(() -> start(bad.jar(name, strategy, BadCosts.class)));
          changeAPrice(name);
          deployAnother(name);
          starting.join();
          changeAPrice(name);
        });
  }

  private Bundle start(Path jar) {
    try {
      return bad.start(jar);
    } catch (org.osgi.framework.BundleException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void changeAPrice(String name) throws Exception {
    String amount = new BigDecimal(++price).movePointLeft(2).toPlainString();
    assertThat(
            products
                .price(name + "-OTHER", amount, Map.of(), PriceScope.OWN, Order.by("test"))
                .outcome())
        .isEqualTo(Outcome.DONE);
    Path file = HOME.resolve("etc/catalogue.json");
    await().untilAsserted(() -> assertThat(Files.readString(file)).contains(amount));
    assertThat(catalogue.product(name + "-OTHER").orElseThrow().product().unitPrice().getAmount())
        .isEqualTo(amount);
  }

  private void deployAnother(String name) {
    String other = name.toLowerCase(Locale.ROOT) + "-other";
    for (String version : new String[] {"1.0.0", "2.0.0"}) {
      Path jar =
          StrategyJar.named(other, version.equals("1.0.0") ? CostsOne.class : CostsTwo.class)
              .version(version)
              .write(HOME.resolve("data/jars/" + other + version + ".jar"));
      operator.run((version.equals("1.0.0") ? "strategy:install " : "strategy:upgrade ") + jar);
    }
    assertThat(store.price("u1", name + "-OTHER").total()).isEqualTo(new BigDecimal("2.00"));
  }

  private void assertRejected(String product, String why) {
    assertThat(store.price("u1", product).error()).isEqualTo("strategy_not_found");
    assertThat(operator.run("strategy:show " + product)).contains(why);
  }

  @Test
  public void anHonestBugRejectsItsOwnProducts() throws Exception {
    tryOut("RTHROWS", 1, BadRules.MessageThrows.class);
    assertRejected("RTHROWS-0", "its message cannot be read");
  }

  @Test
  public void aTextThatNeverComesIsAsLateAsARuleThatNeverComes() throws Exception {
    tryOut("RMSPINS", 2, BadRules.MessageSpins.class);
    assertRejected("RMSPINS-1", "is quarantined: it did not make a rule within 1000 ms");
    assertThat(operator.run("strategy:list")).contains("QUARANTINED", "rmspins@1.0.0");
  }

  @Test
  public void aTextOfFiftyMegabytesIsCut() throws Exception {
    tryOut("RHUGE", 2, BadRules.MessageIsHuge.class);
    assertRejected("RHUGE-0", "\\u001b[31m\\u202exxx");
    assertThat(operator.run("strategy:show RHUGE-0"))
        .hasSizeLessThan(1_000)
        .doesNotContain("\u001b");
  }

  @Test
  public void rulesThatSleepForManyProductsHoldUpNobody() throws Exception {
    tryOut("RSLEEPS", 200, BadRules.Sleeps.class);
    assertRejected("RSLEEPS-199", "is quarantined: it did not make");
  }

  @Test
  public void rulesThatSpinHoldUpNobodyAndAreNotAskedAgain() throws Exception {
    tryOut("RSPINS", 5, BadRules.Spins.class);
    assertRejected("RSPINS-4", "is quarantined");
    changeAPrice("RSPINS");
    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("rule-maker"))
                .count())
        .isLessThanOrEqualTo(2);
  }

  @Test
  public void whatIsLateInItsRehearsalIsRefusedAndNotStartedPersistently() throws Exception {
    bad.bind("RLATE", 1);
    await().until(() -> catalogue.product("RLATE-0").isPresent());
    Path jar = bad.jar("RLATE", BadRules.Spins.class, BadCosts.class);
    assertThatThrownBy(() -> operator.run("strategy:install --trusted " + jar))
        .hasMessageContaining("Refused")
        .hasMessageContaining("did not make a rule within 1000 ms");
    assertThat(context.getBundles())
        .noneMatch(bundle -> bundle.getSymbolicName().equals("test.strategy.rlate"));
  }

  @Test
  public void theFirstReasonComesFirstAlsoWhenItCannotBeTakenAway() throws Exception {
    Path jar = bad.jar("UNMADE", BadRules.NeverMade.class, BadCosts.class);
    assertThatThrownBy(() -> operator.run("strategy:install --trusted " + jar))
        .hasMessageContaining("Refused")
        .hasMessageMatching("(?s).*its start did not come back.*it stays installed, dark.*");
  }

  @Test
  public void aDeactivationThatHangsIsToldAndLeftBehind() throws Exception {
    bad.bind("STAYS", 1);
    await().until(() -> catalogue.product("STAYS-0").isPresent());
    operator.run(
        "strategy:install --trusted " + bad.jar("STAYS", BadRules.NeverGoes.class, BadCosts.class));
    Path next =
        StrategyJar.named("stays", CostsTwo.class)
            .version("2.0.0")
            .write(HOME.resolve("data/jars/stays-2.jar"));
    Beside.others(
        store.gateway().getAuthority(),
        "NeverGoes when it is upgraded",
        () ->
            assertThat(operator.run("strategy:upgrade " + next))
                .contains("Done: upgrade", "version 1.0.0 is not stopped", "did not come back"));
    assertThat(store.price("u1", "STAYS-0").total()).isEqualTo(new BigDecimal("2.00"));
    assertThat(operator.run("strategy:history")).contains("test.strategy.stays");
  }
}
