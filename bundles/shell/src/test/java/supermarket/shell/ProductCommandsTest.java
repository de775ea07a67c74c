package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.basket.api.catalogue.PriceOverride;
import supermarket.basket.api.catalogue.PriceOverrides;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.deployment.ProductHistory;
import supermarket.basket.api.deployment.ProductHistory.Step;

class ProductCommandsTest {

  private final FakeCatalogue catalogue = FakeCatalogue.stocked();
  private final FakeQuarantine workers = new FakeQuarantine();
  private final Apps apps = new Apps();
  private final ProductCommands commands = new ProductCommands(apps);

  @BeforeEach
  void startTheApps() {
    apps.catalogue = catalogue;
    apps.products = catalogue;
    apps.quarantine = workers;
  }

  @Test
  void priceChangesThePriceDigitForDigit() {
    assertThat(commands.price("GR1", "3.10"))
        .isEqualTo("GR1: EUR 3.11 -> EUR 3.10\nHolds for baskets that start from now on.");
    assertThat(catalogue.products.get("GR1").product().unitPrice())
        .isEqualTo(FakeCatalogue.eur("3.10"));
  }

  @Test
  void aPriceThatTheCatalogueRefusesChangesNothing() {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.price("GR1", "cheap"))
        .withMessage("The price of GR1 stays as it was: cheap is no price in EUR");
  }

  @Test
  void aFileThatCannotBeWrittenIsSaid() {
    catalogue.fileCanBeWritten = false;

    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.price("GR1", "3.10"))
        .withMessage(
            "The price of GR1 stays as it was: etc/catalogue.json cannot be written: the disk is"
                + " full");
  }

  @Test
  void aPriceThatIsFarFromTheOneBeforeWantsForce() {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.price("GR1", "311.00"))
        .withMessageContaining("say --force");
    assertThat(commands.price("GR1", "311.00", "--force")).startsWith("GR1: EUR 3.11 -> EUR 311");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.price("--force", "GR1"))
        .withMessageStartingWith("Too few arguments.");
  }

  @Test
  void priceAndParametersChangeInOneCommand() {
    assertThat(commands.price("SR1", "4.00", "price=3.50"))
        .startsWith(
            "SR1: EUR 5.00 -> EUR 4.00, bulk-price from=3 price=4.50 -> bulk-price from=3"
                + " price=3.50\n");
  }

  @Test
  void aPriceMayBeOfAListAndATime() {
    assertThat(
            commands.price(
                "GR1",
                "3.10",
                "--list",
                "south",
                "--from",
                "2026-12-07",
                "--until",
                "2026-12-12T20:00"))
        .endsWith("\nHolds from then on, by the clock of each store.");
    assertThat(catalogue.lastScope)
        .isEqualTo(PriceScope.of("south", "2026-12-07", "2026-12-12T20:00"));
    assertThat(commands.price("GR1", "3.10"))
        .endsWith("\nHolds for baskets that start from now on.");
    assertThat(catalogue.lastScope).isEqualTo(PriceScope.OWN);
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.price("GR1", "3.10", "--from", "Monday"))
        .withMessageContaining("2026-12-07T06:00");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.price("GR1", "3.10", "--form", "2026-12-07"))
        .withMessageContaining("'--form' is no option");
  }

  @Test
  void aNewPriceTellsThatOthersStay() {
    Product tea = catalogue.products.get("GR1").product();
    PriceOverride south =
        new PriceOverride(PriceScope.of("south"), FakeCatalogue.eur("2.99"), null, Map.of());
    catalogue.add(
        tea.with(new PriceOverrides(List.of(south))),
        FakeCatalogue.available("3.11", FakeCatalogue.BOGOF));
    assertThat(commands.price("GR1", "3.10")).contains("Prices of lists and times");
    assertThat(new AssortmentCommands(apps).show("GR1")).contains("price of south", "EUR 2.99");
  }

  @Test
  void aPriceThatStaysIsNotTold() {
    assertThat(commands.price("SR1", "5.00", "price=3.50"))
        .startsWith("SR1: bulk-price from=3 price=4.50 -> bulk-price from=3 price=3.50\n");
  }

  @Test
  void whatCannotBeTakenBackIsSaid() {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.undo("GR1"))
        .withMessage("The entry of GR1 stays as it was: product 'GR1' was not changed");
  }

  @Test
  void aProductWhoseEntryIsWrongIsShownWithTheReason() {
    catalogue.faults.put("GR1", "unknown member 'unit_prise'");
    catalogue.faults.put("NEW", "'unit_price' is missing");

    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.price("NEW", "3.10"))
        .withMessage(
            "Product 'NEW' cannot be priced: its entry in the catalogue is wrong: 'unit_price' is"
                + " missing");
  }

  @Test
  void strategyChangesTheRule() {
    assertThat(commands.strategy("SR1", "buy-one-get-one-free"))
        .startsWith("SR1: bulk-price from=3 price=4.50 -> buy-one-get-one-free\n");
    assertThat(commands.strategy("SR1", "bulk-price", "from=2", "price=4.00"))
        .startsWith("SR1: buy-one-get-one-free -> bulk-price from=2 price=4.00\n");
    assertThat(catalogue.products.get("SR1").product().parameters())
        .isEqualTo(Map.of("from", "2", "price", "4.00"));
  }

  @Test
  void aParameterMayHoldTheSign() {
    commands.strategy("SR1", "bulk-price", "note=a=b");

    assertThat(catalogue.products.get("SR1").product().parameters()).containsEntry("note", "a=b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"from", "=3", "from=", ""})
  void whatIsNoParameterIsRefused(String parameter) {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.strategy("SR1", "bulk-price", parameter))
        .withMessage("'" + parameter + "' is no parameter: write PARAM=VALUE, such as from=3.");
  }

  @Test
  void aParameterGivenTwiceIsRefused() {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.strategy("SR1", "bulk-price", "from=3", "from=4"))
        .withMessage("Parameter 'from' is given twice.");
  }

  @Test
  void anUnknownProductOrStrategyIsRefused() {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.price("XX", "1.00"))
        .withMessageStartingWith("There is no product 'XX'");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.strategy("SR1", "free-for-all"))
        .withMessage("The rule of SR1 stays as it was: there is no live strategy free-for-all");
  }

  @Test
  void aWrongNumberOfArgumentsIsAnsweredWithTheUsage() {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.price("GR1"))
        .withMessageStartingWith(
            "Too few arguments.\n"
                + "Usage: product:price [--force] [--without NODE] CODE AMOUNT [--list LIST]"
                + " [--from TIME] [--until TIME] [PARAM=VALUE...] - ");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.strategy("GR1"))
        .withMessageStartingWith(
            "Too few arguments.\n"
                + "Usage: product:strategy [--without NODE] CODE STRATEGY [PARAM=VALUE...] - ");
  }

  @Test
  void severalThingsChangeInOneCommandAndTheOthersStay() {
    assertThat(commands.change("GR1", "--price", "EUR 3.10", "--name", "Black tea"))
        .startsWith("GR1: 'Green tea' -> 'Black tea', EUR 3.11 -> EUR 3.10\n");
    assertThat(commands.change("SR1", "from=5"))
        .startsWith("SR1: bulk-price from=3 price=4.50 -> bulk-price from=5\n");
    assertThat(commands.change("--force", "MF1", "--strategy", "bulk-price", "from=2"))
        .startsWith("MF1: flat-price -> bulk-price from=2\n");
    assertThat(catalogue.last.forced()).isTrue();
  }

  @Test
  void aChangeThatIsHalfTypedIsNoChange() {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.change("GR1", "--price"))
        .withMessage("After --price its value is missing.");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.change("GR1", "--price", "1.00", "--price", "2.00"))
        .withMessage("--price is given twice.");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.change("GR1", "--prise", "1.00"))
        .withMessageContaining("'--prise' is no option");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.change("XX", "--price", "1.00"))
        .withMessageContaining("There is no product 'XX'");
  }

  @Test
  void whatHasBecomeOfAProductIsTold() {
    Product before = catalogue.products.get("GR1").product();
    Product after = FakeCatalogue.product("GR1", "Green tea", "3.20", "flat-price", Map.of());
    Instant noon = Instant.parse("2026-11-30T12:00:00.123Z");
    catalogue.histories.put(
        "GR1",
        new ProductHistory(
            List.of(
                new Step(
                    9, noon, "basket-1", "command by ann", Optional.of(after), Optional.empty()),
                new Step(
                    7, noon, "basket-2", "catalogue file", Optional.of(before), Optional.of(after)),
                new Step(
                    1, noon, "basket-1", "catalogue file", Optional.empty(), Optional.of(before))),
            1));
    assertThat(commands.history("GR1"))
        .isEqualTo(
            """
            REVISION  WHEN                  NODE      DOOR            WHAT
            --------  --------------------  --------  --------------  --------------------------------------------------------
                   9  2026-11-30T12:00:00Z  basket-1  command by ann  gone
                   7  2026-11-30T12:00:00Z  basket-2  catalogue file  EUR 3.11 -> EUR 3.20, buy-one-get-one-free -> flat-price
                   1  2026-11-30T12:00:00Z  basket-1  catalogue file  new: EUR 3.11, buy-one-get-one-free\
            """);
    assertThat(commands.history("GR1", "3"))
        .endsWith("The newest 3 changes are shown; if there are more, ask for them with a COUNT.");
  }

  @Test
  void aProductWithoutChangesSaysSo() {
    assertThat(commands.history("XX")).isEqualTo("There was never a product 'XX'.");
    catalogue.histories.put("SR1", new ProductHistory(List.of(), 12));
    assertThat(commands.history("SR1"))
        .isEqualTo(
            "There is no change of a product 'SR1' in what was looked at.\n"
                + "What was up to revision 12 is not known here.");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.history("unreadable"))
        .withMessage("The shelf cannot be read: no route to the shelf");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.history("GR1", "0"))
        .withMessage("'0' is no count of changes: 1 to 1000.");
  }
}
