package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import supermarket.basket.api.UserId;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.operation.ServerControl;
import supermarket.basket.api.operation.StrategyQuarantine;
import supermarket.itests.Store.Reply;
import supermarket.itests.strategies.AnswersDollars;
import supermarket.itests.strategies.AnswersNegative;
import supermarket.itests.strategies.AnswersNothing;
import supermarket.itests.strategies.OverflowsStack;
import supermarket.itests.strategies.Sleeps;
import supermarket.itests.strategies.Spins;
import supermarket.itests.strategies.Throws;
import supermarket.pricing.api.PricingStrategy;

/** Whatever a strategy does, it harms only the baskets that hold its product. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class IsolationIT {

  private static final Path HOME = Container.home(IsolationIT.class);

  @Inject private BundleContext context;
  @Inject private CommandProcessor shell;
  @Inject private Catalogue catalogue;
  @Inject private StrategyQuarantine quarantine;

  private final List<Bundle> deployed = new ArrayList<>();
  private Store store;
  private Operator operator;

  @Configuration
  public Option[] container() throws Exception {
    Option[] options = Container.of(IsolationIT.class);
    DistributionFolder.configure(HOME, "supermarket.basket.product", "call.timeout.ms", "300");
    DistributionFolder.configure(HOME, "supermarket.basket.product", "grace.ms", "100");
    return options;
  }

  @Before
  public void open() {
    store = Store.of(HOME);
    operator = new Operator(shell);
  }

  @After
  public void close() throws Exception {
    System.setProperty("test.spin.stop", "now");
    for (Bundle bundle : deployed) {
      bundle.uninstall();
    }
    store.close();
  }

  /** Deploys a strategy that misbehaves, and binds a product of the same name to it. */
  private void deploy(String product, Class<? extends PricingStrategy> strategy) throws Exception {
    System.clearProperty("test.spin.stop");
    String name = product.toLowerCase(java.util.Locale.ROOT);
    Products.write(HOME, product, name);
    Path jar = StrategyJar.named(name, strategy).write(HOME.resolve("data/jars/" + name + ".jar"));
    Bundle bundle = context.installBundle(jar.toUri().toString());
    deployed.add(bundle);
    bundle.start();
    operator.run("strategy:trust " + bundle.getBundleId());
    await()
        .until(
            () ->
                catalogue
                    .product(product)
                    .map(status -> status.offer().toString().contains("Available["))
                    .orElse(false));
  }

  private void assertOthersArePriced() {
    Reply reply = store.price("somebody-else", "GR1", "SR1", "GR1", "GR1", "CF1");
    assertThat(reply.total()).isEqualTo(new BigDecimal("22.45"));
  }

  private void assertFails(int status, String error, String product) {
    Reply reply = store.price("u1", "GR1", product);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
    assertThat(reply.error()).isEqualTo(error);
    assertThat(reply.body()).contains(product).doesNotContain("\\tat ", "secret", ".java");
    assertOthersArePriced();
  }

  @Test
  public void aStrategyThatThrowsFailsItsBasketsAlone() throws Exception {
    deploy("THROWS", Throws.class);

    assertFails(500, "product_server_error", "THROWS");
    assertThat(store.price("u1", "THROWS").body()).contains("throws@1.0.0");
  }

  @Test
  public void aStrategyThatOverflowsTheStackFailsItsBasketsAlone() throws Exception {
    deploy("OVERFLOWS", OverflowsStack.class);

    assertFails(500, "product_server_error", "OVERFLOWS");
  }

  @Test
  public void nonsenseIsNotPassedOn() throws Exception {
    deploy("NOTHING", AnswersNothing.class);
    deploy("NEGATIVE", AnswersNegative.class);
    deploy("DOLLARS", AnswersDollars.class);

    assertFails(500, "product_server_error", "NOTHING");
    assertFails(500, "product_server_error", "NEGATIVE");
    assertFails(500, "product_server_error", "DOLLARS");
  }

  @Test
  public void aStrategyThatSleepsTimesOutAndOthersGoOnMeanwhile() throws Exception {
    deploy("SLEEPS", Sleeps.class);
    List<CompletableFuture<Reply>> sleeping = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sleeping.add(store.postAsync(Store.basket("sleeper-" + i, "SLEEPS")));
    }

    for (int i = 0; i < 20; i++) {
      assertOthersArePriced();
    }

    assertThat(sleeping)
        .map(CompletableFuture::join)
        .allSatisfy(
            reply -> {
              assertThat(reply.status()).isEqualTo(504);
              assertThat(reply.error()).isEqualTo("timeout");
            });
    assertThat(quarantine.quarantined()).isEmpty();
  }

  @Test
  public void aStrategyThatSpinsIsQuarantinedAndReleasedByCommand() throws Exception {
    deploy("SPINS", Spins.class);

    assertFails(504, "timeout", "SPINS");
    await().until(() -> !quarantine.quarantined().isEmpty());
    assertFails(500, "product_server_error", "SPINS");
    assertThat(operator.run("strategy:list")).contains("QUARANTINED").contains("spins");
    assertOthersArePriced();

    System.setProperty("test.spin.stop", "now");
    operator.run("strategy:release spins");

    await().until(() -> store.price("u1", "SPINS").status() == 200);
    assertThat(quarantine.quarantined()).isEmpty();
  }

  @Test
  public void aKilledUserWorkerIsReplacedAndItsServerGoesOn() throws Exception {
    deploy("SLEEPY", Sleeps.class);
    CompletableFuture<Reply> inWork = store.postAsync(Store.basket("victim", "SLEEPY"));
    CompletableFuture<Reply> waiting = store.postAsync(Store.basket("victim", "GR1", "GR1"));

    await().until(() -> kill(new UserId("sp1", "victim")));

    List<Reply> replies = List.of(inWork.join(), waiting.join());
    assertThat(replies.get(0).status()).isEqualTo(500);
    assertThat(replies.get(0).error()).isEqualTo("user_server_error");
    assertThat(replies.get(1).total()).isEqualTo(new BigDecimal("3.11"));
    assertThat(store.price("victim", "GR1").status()).isEqualTo(200);
    assertOthersArePriced();
  }

  /** Kills the user's worker while it is at work on the basket that sleeps. */
  private boolean kill(UserId user) throws Exception {
    for (var reference : context.getServiceReferences(ServerControl.class, null)) {
      ServerControl server = context.getService(reference);
      boolean atWork =
          server.status().workers().stream()
              .anyMatch(worker -> worker.user().equals(user) && !worker.request().isEmpty());
      if (atWork) {
        return server.kill(user);
      }
    }
    return false;
  }
}
