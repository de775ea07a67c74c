package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Path;
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
import org.osgi.framework.BundleContext;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.operation.StrategyQuarantine;
import supermarket.itests.Store.Reply;
import supermarket.itests.strategies.BadCosts;
import supermarket.pricing.api.PricingStrategy;

/** Whatever a cost is, or the exception instead of it, others notice nothing. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ForeignCostIT {

  private static final Path HOME = Container.home(ForeignCostIT.class);
  private static final int BASKETS = 40;

  @Inject private BundleContext context;
  @Inject private CommandProcessor shell;
  @Inject private Catalogue catalogue;
  @Inject private StrategyQuarantine quarantine;

  private Store store;
  private Operator operator;
  private BadStrategies bad;

  @Configuration
  public Option[] container() throws Exception {
    Option[] options = Container.of(ForeignCostIT.class);
    DistributionFolder.configure(HOME, "supermarket.basket.product", "call.timeout.ms", "300");
    DistributionFolder.configure(HOME, "supermarket.basket.product", "grace.ms", "100");
    return options;
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

  /** Posts baskets that need it, beside others; returns what became of the last one. */
  private Reply tryOut(String name, Class<? extends PricingStrategy> strategy) throws Exception {
    bad.bind(name, 1);
    bad.start(bad.jar(name, strategy, BadCosts.class));
    String product = name + "-0";
    await()
        .until(
            () ->
                catalogue
                    .product(product)
                    .filter(it -> it.offer() instanceof Offer.Available)
                    .isPresent());
    Reply[] last = new Reply[1];
    Beside.others(
        store.gateway().getAuthority(),
        strategy.getSimpleName(),
        () -> {
          List<Reply> replies = bad.post(BASKETS, "GR1", product);
          assertThat(replies).allMatch(reply -> reply.status() >= 500);
          last[0] = replies.getLast();
        });
    // Who had a bad basket goes on, and so does everybody else.
    assertThat(store.price("bad-0", "GR1").total()).isEqualTo(new BigDecimal("3.11"));
    return last[0];
  }

  private void assertQuarantined(String strategy, String why) {
    assertThat(quarantine.quarantined())
        .filteredOn(each -> each.strategy().name().equals(strategy))
        .singleElement()
        .satisfies(each -> assertThat(each.reason()).contains(why));
    assertThat(operator.run("strategy:list")).contains("QUARANTINED", why);
  }

  @Test
  public void aMessageThatSpinsIsItsOwnProductsTroubleOnly() throws Exception {
    Reply last = tryOut("MSPINS", BadCosts.MessageSpins.class);
    assertThat(last.error()).isEqualTo("product_server_error");
    assertQuarantined("mspins", "did not come back");
  }

  @Test
  public void aMessageThatBlocksIsItsOwnProductsTroubleOnly() throws Exception {
    Reply last = tryOut("MBLOCKS", BadCosts.MessageBlocks.class);
    assertThat(last.error()).isEqualTo("product_server_error");
    assertQuarantined("mblocks", "did not come back");
  }

  @Test
  public void anExceptionThatCannotBeAskedIsToldByItsKind() throws Exception {
    Reply last = tryOut("MTHROWS", BadCosts.MessageThrows.class);
    assertThat(last.error()).isEqualTo("product_server_error");
    assertThat(last.body()).contains("mthrows@1.0.0 threw BadCosts$MessageThrows$1");
  }

  @Test
  public void aTextOfFiftyMegabytesIsCutAndNotMadeForEver() throws Exception {
    Reply last = tryOut("MHUGE", BadCosts.MessageIsHuge.class);
    assertThat(last.error()).isEqualTo("product_server_error");
    assertThat(last.body()).hasSizeLessThan(1_000);
    // For the text, or for the time that it took to make it.
    assertQuarantined("mhuge", "while pricing MHUGE-0");
  }

  @Test
  public void aCostThatNobodyCouldReadIsNonsense() throws Exception {
    Reply last = tryOut("TOOMUCH", BadCosts.CostsTooMuch.class);
    assertThat(last.error()).isEqualTo("product_server_error");
    assertThat(last.body()).contains("a cost of more than 90071992547409.91");
  }

  @Test
  public void aStrategyThatWantsAllMemoryIsQuarantinedAtOnce() throws Exception {
    tryOut("MEMORY", BadCosts.WantsAllMemory.class);
    assertQuarantined("memory", "ran out of memory");
  }
}
