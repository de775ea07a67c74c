package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.catalogue.LabelPattern;
import supermarket.basket.api.catalogue.Store;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.catalogue.VatRates;

class StoreCommandsTest {

  private final FakeCatalogue catalogue = FakeCatalogue.stocked();
  private final Apps apps = new Apps();
  private final StoreCommands commands = new StoreCommands(apps);
  private final PriceListCommands lists = new PriceListCommands(apps);

  @BeforeEach
  void startTheApps() {
    apps.catalogue = catalogue;
    apps.products = catalogue;
  }

  @Test
  void aStoreIsAddedWithAllThatIsSaidOfIt() {
    lists.add("japan", "JPY");
    assertThat(
            commands.add(
                "7",
                "--name",
                "Hafen",
                "--zone",
                "Asia/Tokyo",
                "--list",
                "japan",
                "--group",
                "north",
                "--group",
                "large"))
        .startsWith("Done");
    assertThat(catalogue.stores.get("7"))
        .isEqualTo(
            new Store("7", "Hafen", Set.of("north", "large"), ZoneId.of("Asia/Tokyo"), "japan"));
    assertThat(commands.show("7")).contains("Hafen", "Asia/Tokyo", "japan", "JPY", "large, north");
  }

  @Test
  void aStoreThatIsThereIsNotAdded() {
    commands.add("7");
    assertRefused(() -> commands.add("7", "--name", "Again"), "store:change");
    assertThat(catalogue.stores.get("7").name()).isEmpty();
  }

  @Test
  void whatIsNotGivenStays() {
    commands.add("7", "--name", "Hafen", "--group", "north");
    commands.change("7", "--zone", "Europe/Berlin");
    assertThat(catalogue.stores.get("7"))
        .isEqualTo(new Store("7", "Hafen", Set.of("north"), ZoneId.of("Europe/Berlin"), "default"));
    commands.change("7", "--group", "");
    assertThat(catalogue.stores.get("7").groups()).isEmpty();
  }

  @Test
  void aSlipIsTold() {
    commands.add("7");
    assertRefused(() -> commands.change("7", "--zone", "Europe/Berlni"), "Europe/Berlni", "IANA");
    assertRefused(() -> commands.change("7", "--list", "south"), "'south'", "not declared");
    assertRefused(() -> commands.change("8", "--name", "x"), "no store '8'");
    assertRefused(() -> commands.remove("8"), "no store '8'");
    assertRefused(() -> commands.change("7", "--nmae", "x"), "--name");
    assertRefused(() -> commands.add("", "--name", "x"), "1 to 128 characters");
    assertRefused(() -> commands.unknown("gone"), "neither 'refused' nor 'default_list'");
    assertRefused(() -> lists.add("South", "EUR"), "small letters");
    assertRefused(() -> lists.add("south", "EURO"), "'EURO' is no currency");
    assertRefused(() -> lists.remove("south"), "not declared");
  }

  @Test
  void theTableHasTheStoresOfAGroup() {
    commands.add("7", "--name", "Hafen", "--group", "north");
    commands.add("8", "--name", "Dom");
    assertThat(commands.list()).contains("Hafen", "Dom", "default price list");
    assertThat(commands.list("north")).contains("Hafen").doesNotContain("Dom");
    assertThat(commands.list("south")).startsWith("There is no such store.");
    commands.unknown("refused");
    assertThat(commands.list()).endsWith("Baskets of other stores are refused.");
    assertRefused(() -> commands.show("9"), "no store '9'", "refused");
  }

  @Test
  void refusingUnknownStoresLeavesAllElseAsItIs() {
    Stores with =
        new Stores(
            false,
            ZoneId.of("UTC"),
            Map.of(),
            Map.of("7", new Store("7", "", Set.of(), ZoneId.of("UTC"), Stores.DEFAULT_LIST)),
            Map.of(
                Stores.DEFAULT_LIST,
                new VatRates(
                    Map.of("standard", new TreeMap<>(Map.of(LocalDate.MIN, BigDecimal.TEN))))),
            Map.of("20", new LabelPattern("20IIIIIPPPPPC")));
    catalogue.stores = with;
    commands.unknown("refused");
    assertThat(catalogue.stores).isEqualTo(with.refusingUnknown(true));
    assertThat(catalogue.stores.vat()).isNotEmpty();
    assertThat(catalogue.stores.labels()).isNotEmpty();
  }

  @Test
  void unknownStoresAreNotRefusedWhileNoneIsKnown() {
    assertRefused(() -> commands.unknown("refused"), "each basket would be refused");
    commands.add("7");
    commands.unknown("refused");
    assertRefused(() -> commands.remove("7"), "each basket would be refused");
    commands.unknown("default_list");
    assertThat(commands.remove("7")).startsWith("Done");
  }

  @Test
  void aListIsThereForAsLongAsAStoreHasIt() {
    lists.add("japan", "JPY");
    commands.add("7", "--list", "japan");
    assertThat(lists.list()).contains("japan", "JPY");
    assertRefused(() -> lists.remove("japan"), "store '7'");
    assertRefused(() -> lists.add("japan", "EUR"), "already");
    commands.change("7", "--list", "default");
    lists.remove("japan");
    assertThat(catalogue.stores.lists()).doesNotContainKey("japan");
    assertThat(catalogue.stores.lists()).doesNotContainValue(CurrencyUnit.JPY);
  }

  private static void assertRefused(Runnable command, String... words) {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(command::run)
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }
}
