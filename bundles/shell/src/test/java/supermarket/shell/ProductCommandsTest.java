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
  private final FakeProductWorkers workers = new FakeProductWorkers();
  private final Apps apps = new Apps();
  private final ProductCommands commands = new ProductCommands(apps);

  @BeforeEach
  void startTheApps() {
    apps.catalogue = catalogue;
    apps.productWorkers = workers;
  }

  @Test
  void listShowsPricesRulesAndWhatCannotBePriced() {
    workers.quarantine(FakeCatalogue.BOGOF, "slow", 1);

    assertThat(commands.list())
        .isEqualTo(
            """
            CODE  NAME          PRICE  CURRENCY  STRATEGY              PARAMETERS         STATE
            ----  ------------  -----  --------  --------------------  -----------------  ---------------------------------------------
            GR1   Green tea      3.11  EUR       buy-one-get-one-free  -                  rejected: strategy in QUARANTINE
            MF1                  5.00  EUR       flat-price            -                  cannot be priced: no live strategy flat-price
            SR1   Strawberries   5.00  EUR       bulk-price            from=3 price=4.50  ok\
            """);
  }

  @Test
  void listTellsWhatIsWrongWithTheFile() {
    catalogue.products.clear();
    catalogue.problems.add("product at line 3:\u001b 'price' is missing");

    assertThat(commands.list())
        .isEqualTo("There is no product.\nProblem: product at line 3:\\u001b 'price' is missing");
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
        .withMessageContaining("stays as it was, the catalogue's file cannot be written")
        .withMessageContaining("disk full");
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
        .withMessageStartingWith("Too few arguments.\nUsage: product:price CODE AMOUNT - ");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.strategy("GR1"))
        .withMessageStartingWith(
            "Too few arguments.\nUsage: product:strategy CODE STRATEGY [PARAM=VALUE...] - ");
  }
}
