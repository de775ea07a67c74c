package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                + "Usage: product:price [--force] [--without NODE] CODE AMOUNT [PARAM=VALUE...] -"
                + " ");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.strategy("GR1"))
        .withMessageStartingWith(
            "Too few arguments.\n"
                + "Usage: product:strategy [--without NODE] CODE STRATEGY [PARAM=VALUE...] - ");
  }
}
