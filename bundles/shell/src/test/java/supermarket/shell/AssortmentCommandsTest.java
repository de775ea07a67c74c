package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.catalogue.Catalogue.ProductStatus;
import supermarket.basket.api.catalogue.PriceOverride;
import supermarket.basket.api.catalogue.PriceOverrides;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.Product;

class AssortmentCommandsTest {

  private final FakeCatalogue catalogue = FakeCatalogue.stocked();
  private final FakeQuarantine workers = new FakeQuarantine();
  private final Apps apps = new Apps();
  private final AssortmentCommands commands = new AssortmentCommands(apps);

  @BeforeEach
  void startTheApps() {
    apps.catalogue = catalogue;
    apps.products = catalogue;
    apps.quarantine = workers;
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
  void aProductByItsLastGoodEntryIsToldSo() {
    catalogue.faults.put("GR1", "unknown member 'unit_prise'");
    assertThat(commands.list()).contains("ok, by its last good entry");
    assertThat(commands.show("GR1"))
        .contains("entry in the file  wrong: unknown member 'unit_prise'");
  }

  @Test
  void aPriceThatHasBegunIsTheOneThatIsListed() {
    ProductStatus plain = catalogue.product("GR1").orElseThrow();
    PriceOverride begun =
        new PriceOverride(
            PriceScope.of("", "2020-01-01", ""), Money.parse("EUR 2.75"), null, Map.of());
    catalogue.add(plain.product().with(new PriceOverrides(List.of(begun))), plain.offer());

    assertThat(commands.list("GR1")).contains("GR1   Green tea   2.75  EUR");
    assertThat(commands.show("GR1").replaceAll(" +", " "))
        .contains("price EUR 3.11", "now, by the default list EUR 2.75 by buy-one-get-one-free")
        .contains("price of default from 2020-01-01 EUR 2.75");
  }

  @Test
  void manyProductsComePageByPage() {
    for (int i = 0; i < 2_001; i++) {
      catalogue.add(
          FakeCatalogue.product("P%04d".formatted(i), "", "1.00", "bulk-price", Map.of()),
          FakeCatalogue.available("1.00", FakeCatalogue.BULK_PRICE));
    }
    String first = commands.list("P");
    assertThat(first)
        .contains("\nP0999 ")
        .doesNotContain("\nP1000 ")
        .endsWith("1000 of 2001 are shown; the next: product:list --after P0999 P");
    assertThat(commands.list("--after", "P0999", "P"))
        .contains("\nP1000 ", "\nP1999 ")
        .endsWith("the next: product:list --after P1999 P");
    assertThat(commands.list("--after", "P1999", "P"))
        .contains("\nP2000 ")
        .doesNotContain("the next");
    assertThat(commands.list("X")).isEqualTo("There is no such product.");
  }

  @Test
  void productsAreFoundByAPartOfCodeOrName() {
    assertThat(commands.find("green", "T")).contains("GR1").doesNotContain("SR1");
    assertThat(commands.find("r1")).contains("GR1", "SR1").doesNotContain("MF1");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.find("--after", "GR1"))
        .withMessageStartingWith("Too few arguments.");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.find("--after"))
        .withMessageStartingWith("Too few arguments.");
  }

  @Test
  void aProductIsShownWithAllThereIsToSay() {
    assertThat(commands.show("SR1"))
        .isEqualTo(
            """
            code        SR1
            name        Strawberries
            price       EUR 5.00
            VAT         standard
            deposit     none
            GTINs       -
            PLU         -
            strategy    bulk-price
            parameters  from=3 price=4.50
            rule        -
            state       ok\
            """);
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.show("XX"))
        .withMessageStartingWith("There is no product 'XX'");
  }

  @Test
  void aProductComesAndGoes() {
    assertThat(commands.add("NEW", "New one", "2.50", "bulk-price", "from=3"))
        .isEqualTo("Done: product of NEW.");
    assertThat(catalogue.products.get("NEW").product())
        .isEqualTo(
            new Product(
                "NEW", "New one", FakeCatalogue.eur("2.50"), "bulk-price", Map.of("from", "3")));
    commands.add("COLA", "Cola", "1.20", "bulk-price", "--deposit", "DEP25", "--vat", "drinks");
    assertThat(catalogue.products.get("COLA").product().deposit()).isEqualTo("DEP25");
    assertThat(commands.show("COLA"))
        .containsPattern("VAT +drinks")
        .containsPattern("deposit +DEP25");
    assertThat(commands.remove("NEW", "--without", "basket-3")).isEqualTo("Done: product of NEW.");
    assertThat(catalogue.products).doesNotContainKey("NEW");
    assertThat(catalogue.last.without()).containsExactly("basket-3");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.add("NEW", "New one", "2.50"))
        .withMessageStartingWith("Too few arguments.");
  }

  @Test
  void aFileIsCheckedWhateverItWouldChange() {
    CatalogueCommands all = new CatalogueCommands(apps);
    assertThat(all.check("catalogue.json")).contains("catalogue.json all.");
    assertThat(catalogue.last.dryRun() && catalogue.last.forced()).isTrue();
    assertThat(all.check("prices.csv")).contains("prices.csv.");
  }

  @Test
  void theCatalogueGoesBackToARevision() {
    CatalogueCommands all = new CatalogueCommands(apps);
    assertThat(all.rollback("--dry-run", "17")).contains("catalogue of 17.");
    assertThat(catalogue.last.dryRun()).isTrue();
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> all.rollback("yesterday"))
        .withMessage("'yesterday' is no revision: give a number that cluster:deployments shows.");
  }

  @Test
  void aFileIsImportedAsItIsMeant() {
    assertThat(commands._import("prices.csv", "--dry-run")).contains("prices.csv.");
    assertThat(catalogue.last.dryRun()).isTrue();
    assertThat(commands._import("--all", "--force", "prices.csv")).contains("prices.csv all.");
    assertThat(catalogue.last.forced()).isTrue();
  }
}
