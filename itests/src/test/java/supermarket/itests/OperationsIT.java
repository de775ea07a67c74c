package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
import supermarket.basket.api.operation.ServerControl;

/**
 * What an operator does: prices, rules, configuration, and bundles that are stopped and started one
 * by one.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class OperationsIT {

  private static final Path HOME = Container.home(OperationsIT.class);
  private static final List<String> OWN_BUNDLES =
      List.of(
          "supermarket.message.broker",
          "supermarket.basket.manager",
          "supermarket.basket.server",
          "supermarket.basket.user",
          "supermarket.basket.product",
          "supermarket.product.manager",
          "supermarket.configuration",
          "supermarket.gateway",
          "supermarket.shell",
          "supermarket.shell.socket");

  @Inject private BundleContext context;
  @Inject private CommandProcessor shell;

  private Store store;
  private Operator operator;

  @Configuration
  public Option[] container() {
    return Container.of(OperationsIT.class);
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

  private void assertTotal(String total, String... items) {
    assertThat(store.price("u1", items).total()).isEqualTo(new BigDecimal(total));
  }

  private Bundle bundle(String symbolicName) {
    for (Bundle bundle : context.getBundles()) {
      if (symbolicName.equals(bundle.getSymbolicName())) {
        return bundle;
      }
    }
    throw new AssertionError("no bundle " + symbolicName);
  }

  private Set<String> servers() {
    try {
      return context.getServiceReferences(ServerControl.class, null).stream()
          .map(reference -> context.getService(reference).name())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (org.osgi.framework.InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  public void aPriceAndARuleAreChangedByCommandAndKeptInTheFile() throws Exception {
    assertTotal("15.00", "MF1*3");

    operator.run("product:price MF1 4.20");
    assertTotal("12.60", "MF1*3");

    operator.run("product:strategy MF1 buy-one-get-one-free");
    assertTotal("8.40", "MF1*3");

    operator.run("product:strategy MF1 bulk-price from=2 price=1.00");
    assertTotal("3.00", "MF1*3");
    await("the file follows")
        .untilAsserted(
            () ->
                assertThat(Files.readString(HOME.resolve("etc/catalogue.json")))
                    .contains("\"unit_price\": 4.20")
                    .contains("{\"from\": \"2\", \"price\": \"1.00\"}"));

    assertThatThrownBy(() -> operator.run("product:price MF1 abc"))
        .hasMessageContaining("is no price");
    assertThatThrownBy(() -> operator.run("product:strategy MF1 bulk-price"))
        .hasMessageContaining("'from' is missing");
    operator.run("product:strategy MF1 flat-price");
    operator.run("product:price MF1 5.00");
    assertTotal("15.00", "MF1*3");
  }

  @Test
  public void theShellShowsWhatThereIsAndPricesOverTheSamePath() {
    assertThat(operator.run("strategy:list"))
        .contains("buy-one-get-one-free", "bulk-price", "bulk-discount", "flat-price", "GR1");
    assertThat(operator.run("strategy:show SR1")).contains("bulk-price", "4.50");
    assertThat(operator.run("product:list")).contains("GR1", "SR1", "CF1", "MF1", "11.23");
    assertThat(operator.run("basket:price sp1 u1 GR1 SR1 GR1 GR1 CF1")).contains("22.45");
    assertThat(operator.run("basket:servers")).contains(servers());
    assertThat(operator.run("help strategy:list")).contains("strategy:list");
    assertThatThrownBy(() -> operator.run("basket:price sp1 u1 NOPE"))
        .hasMessageContaining("strategy_not_found");
  }

  @Test
  public void threeBasketServersShareTheUsers() {
    assertThat(servers()).hasSize(3);
    for (int user = 0; user < 100; user++) {
      assertThat(store.price("share-" + user, "GR1").status()).isEqualTo(200);
    }

    Map<String, Long> priced = new java.util.TreeMap<>();
    try {
      for (var reference : context.getServiceReferences(ServerControl.class, null)) {
        ServerControl server = context.getService(reference);
        priced.put(server.name(), server.status().priced());
      }
    } catch (org.osgi.framework.InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
    assertThat(priced.values()).as(priced.toString()).allMatch(count -> count > 0);
  }

  @Test
  public void aBasketServerIsAddedAndRemovedByConfiguration() throws Exception {
    Path fourth = HOME.resolve("etc/supermarket.basket.server-fourth.cfg");

    Files.writeString(fourth, "name = fourth\n");
    await().until(() -> servers().contains("fourth"));
    assertTotal("3.11", "GR1*2");

    Files.delete(fourth);
    await().until(() -> !servers().contains("fourth"));
    assertTotal("3.11", "GR1*2");
  }

  @Test
  public void aChangedConfigurationTakesEffectWhileRunning() throws Exception {
    DistributionFolder.configure(HOME, "supermarket.gateway", "max.items", "3");
    await()
        .ignoreExceptions()
        .until(
            () -> {
              try (Store now = Store.of(HOME)) {
                return now.price("u1", "GR1", "GR1", "GR1", "GR1").status() == 413;
              }
            });
    DistributionFolder.configure(HOME, "supermarket.gateway", "max.items", "100000");
    await()
        .ignoreExceptions()
        .until(
            () -> {
              try (Store now = Store.of(HOME)) {
                return now.price("u1", "GR1", "GR1", "GR1", "GR1").status() == 200;
              }
            });
  }

  @Test
  public void anyBundleCanBeStoppedAndStartedAndTheSystemComesBack() throws Exception {
    for (String name : OWN_BUNDLES) {
      Bundle bundle = bundle(name);
      bundle.stop();
      assertThat(context.getBundle(0).getState()).isEqualTo(Bundle.ACTIVE);
      bundle.start();
      try (Store again = Store.of(HOME)) {
        assertThat(again.price("u1", "GR1", "SR1", "GR1", "GR1", "CF1").total())
            .as("after a restart of " + name)
            .isEqualTo(new BigDecimal("22.45"));
      }
    }
  }

  @Test
  public void stoppedBundlesLeaveNoThreadBehind() throws Exception {
    assertTotal("3.11", "GR1*2");
    for (String name : OWN_BUNDLES) {
      bundle(name).stop();
    }
    try {
      await()
          .untilAsserted(
              () ->
                  assertThat(Thread.getAllStackTraces().keySet())
                      .map(OperationsIT::describe)
                      .noneMatch(OperationsIT::isOurs));
    } finally {
      for (String name : OWN_BUNDLES) {
        bundle(name).start();
      }
      Store.of(HOME).close();
    }
  }

  private static String describe(Thread thread) {
    return thread.getName() + " " + List.of(thread.getStackTrace());
  }

  /** Threads that run code of our bundles, or of the libraries inside them. */
  private static boolean isOurs(String thread) {
    return thread.matches(
            "(?s).*(supermarket\\.(message|basket|product|gateway|shell|configuration)|activemq|undertow|xnio|jboss).*")
        && !thread.contains("supermarket.itests");
  }

  @Test
  public void eachBasketIsOneLineOfTheLog() throws Exception {
    Path log = HOME.resolve("data/log/supermarket.log");
    store.post(Store.basket("line-user", "GR1", "GR1"), "X-Request-Id", "one-line-1");
    store.post(Store.basket("line-user", "NOPE"), "X-Request-Id", "one-line-2");

    await().until(() -> lines(log, "one-line-2").size() == 1);

    assertThat(lines(log, "one-line-1"))
        .singleElement()
        .asString()
        .contains("sp1", "line-user", "3.11", "INFO");
    assertThat(lines(log, "one-line-2")).singleElement().asString().contains("strategy_not_found");
  }

  private static List<String> lines(Path log, String with) throws java.io.IOException {
    return Files.readAllLines(log, StandardCharsets.UTF_8).stream()
        .filter(line -> line.contains(with))
        .toList();
  }
}
