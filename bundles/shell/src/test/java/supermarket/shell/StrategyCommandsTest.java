package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Admission;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.catalogue.Catalogue.StrategyStatus;

class StrategyCommandsTest {

  private final FakeCatalogue catalogue = FakeCatalogue.stocked();
  private final FakeQuarantine workers = new FakeQuarantine();
  private final Apps apps = new Apps();
  private final StrategyCommands commands = new StrategyCommands(apps);

  @BeforeEach
  void startTheApps() {
    apps.catalogue = catalogue;
    apps.quarantine = workers;
  }

  @Test
  void listShowsWhatIsInUseShadowedAndInQuarantine() {
    workers.quarantine(FakeCatalogue.BOGOF, "a call took 2.0 s", 2);
    catalogue.problems.add("two strategies are called bulk-price");

    assertThat(commands.list())
        .isEqualTo(
            """
            NAME                  VERSION  ID  BUNDLE                                     RANKING  STATE        PRODUCTS
            --------------------  -------  --  -----------------------------------------  -------  -----------  --------
            bulk-price            1.2.0    17  supermarket.strategy.bulk.price                  5  in use       SR1
            bulk-price            1.0.0    16  supermarket.strategy.bulk.price                  0  standing by  -
            buy-one-get-one-free  1.0.0    18  supermarket.strategy.buy.one.get.one.free        0  QUARANTINED  GR1
            buy-one-get-one-free@1.0.0 is in QUARANTINE: a call took 2.0 s; 2 calls have not come back. Let it out with 'strategy:release buy-one-get-one-free'.
            Problem: two strategies are called bulk-price\
            """);
  }

  @Test
  void listShowsWhatIsTrustedAndWhatIsNotAdmitted() {
    catalogue.strategies.clear();
    catalogue.strategies.add(
        new StrategyStatus(
            FakeCatalogue.BOGOF,
            "a.bundle",
            18,
            0,
            Audience.EVERYBODY,
            true,
            List.of(),
            Admission.TRUSTED));
    catalogue.strategies.add(
        new StrategyStatus(
            FakeCatalogue.BULK_PRICE,
            "b.bundle",
            19,
            0,
            Audience.NOBODY,
            false,
            List.of(),
            Admission.NONE));

    assertThat(commands.list())
        .contains("in use, trusted")
        .contains("DARK, not admitted")
        .contains("Bundle 19 is not admitted: the log says why, 'strategy:trust 19' admits it.");
  }

  @Test
  void listTellsOfAQuarantinedStrategyWhoseBundleIsGone() {
    workers.quarantine(new StrategyId("gone", "1.0.0", 99), "spins", 1);

    assertThat(commands.list())
        .contains("gone@1.0.0 is in QUARANTINE: spins; 1 call has not come back.")
        .contains("Its bundle is gone.");
  }

  @Test
  void listWorksWithoutTheProductBundleAndSaysWhatItDoesNotKnow() {
    apps.quarantine = null;

    assertThat(commands.list())
        .contains("buy-one-get-one-free")
        .contains("not known: supermarket.basket.product is not running");
  }

  @Test
  void listWithoutStrategiesIsASentence() {
    catalogue.strategies.clear();

    assertThat(commands.list()).isEqualTo("There is no live strategy.");
  }

  @Test
  void showTellsWhatPricesAProduct() {
    assertThat(commands.show("SR1"))
        .isEqualTo(
            """
            product     SR1, Strawberries
            unit price  EUR 5.00
            strategy    bulk-price@1.2.0
            bundle      supermarket.strategy.bulk.price, id 17
            parameters  from=3 price=4.50
            state       can be priced\
            """);
  }

  @Test
  void showTellsWhyAProductCannotBePriced() {
    assertThat(commands.show("MF1"))
        .isEqualTo(
            """
            product     MF1
            unit price  EUR 5.00
            strategy    flat-price
            parameters  -
            state       cannot be priced: no live strategy flat-price\
            """);
  }

  @Test
  void showTellsThatTheStrategyIsInQuarantine() {
    workers.quarantine(FakeCatalogue.BULK_PRICE, "a call took 2.0 s", 1);

    assertThat(commands.show("SR1"))
        .contains("state       rejected: bulk-price@1.2.0 is in QUARANTINE");
  }

  @Test
  void showOfAnUnknownProductFails() {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.show("\u001b[2J"))
        .withMessage("There is no product '\\u001b[2J'. 'product:list' shows all there are.");
  }

  @Test
  void releaseLetsAStrategyOut() {
    workers.quarantine(FakeCatalogue.BULK_PRICE, "slow", 0);
    workers.quarantine(FakeCatalogue.OLD_BULK_PRICE, "slow", 0);

    assertThat(commands.release("bulk-price"))
        .isEqualTo("Out of quarantine: bulk-price (2 deployments).");
    assertThat(workers.quarantined).isEmpty();
  }

  @Test
  void releaseOfOneThatIsNotInQuarantineFails() {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.release("bulk-price"))
        .withMessageContaining("No strategy 'bulk-price' is in quarantine");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.release("supermarket.strategy.bulk.price"))
        .withMessageEndingWith("did you mean 'bulk-price'?");
  }

  @Test
  void withoutTheAppsTheAnswerNamesWhatIsMissing() {
    apps.catalogue = null;
    apps.quarantine = null;

    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(commands::list)
        .withMessageContaining(
            "The product manager is not running. Look at it with 'lb supermarket.product.manager'");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.release("bulk-price"))
        .withMessageContaining("The product bundle is not running");
  }

  @Test
  void aWrongNumberOfArgumentsIsAnsweredWithTheUsage() {
    for (List<String> wrong : List.of(List.<String>of(), List.of("GR1", "SR1"))) {
      assertThatExceptionOfType(CommandFailed.class)
          .isThrownBy(() -> commands.show(wrong.toArray(String[]::new)))
          .withMessageContaining("\nUsage: strategy:show PRODUCT - ")
          .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    }
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.list("x"))
        .withMessageStartingWith("Too many arguments.");
  }

  @Test
  void nullIsExplained() {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.show((String) null))
        .withMessageStartingWith("Argument 1 is null");
  }
}
