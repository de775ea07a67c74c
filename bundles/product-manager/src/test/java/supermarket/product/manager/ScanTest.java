package supermarket.product.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.Weight;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Edition;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.ProductEntry;
import supermarket.basket.api.catalogue.Scan;

/** What stores scan: codes, GTINs and labels of scales. */
class ScanTest {

  private static final String FILE =
      """
      {"products": [
        {"code": "TEA", "unit_price": 3.11, "strategy": "flat",
         "gtins": ["4006381333931", "96385074"]},
        {"code": "HAM", "unit_price": 19.90, "sold_by": "weight", "strategy": "flat", "plu": "217"},
        {"code": "RICE", "unit_price": 2.00, "strategy": "flat", "gtins": "614141000036"},
        {"code": "10614141000415", "unit_price": 1.00, "strategy": "flat"}]}
      """;

  private static final String STORES =
      """
      {"price_lists": {"japan": "JPY"},
       "labels": ["20IIIIIPPPPPC", "22IIIIIWWWWWC"],
       "stores": [{"id": "tyo", "price_list": "japan"}]}
      """;

  @TempDir Path folder;
  private Path catalogue;
  private Path stores;
  private ProductManager manager;

  @BeforeEach
  void start() throws IOException {
    catalogue = Files.writeString(folder.resolve("catalogue.json"), FILE);
    stores = Files.writeString(folder.resolve("stores.json"), STORES);
    manager = Nodes.of(catalogue, folder.resolve("kept.json"), folder);
    manager.begin();
    manager.stage().agree(RevisionId.NONE);
    manager.use().begin(Nodes.undiscounted("flat"));
  }

  @AfterEach
  void stop() {
    manager.stop();
  }

  private Scan scan(String store, String text) throws InterruptedException {
    try (Edition edition = manager.priceBook().pin(List.of(), RevisionId.NONE, System.nanoTime())) {
      return edition.quotes(new UserId(store, "u"), Instant.EPOCH).orElseThrow().scan(text);
    }
  }

  private Scan scan(String text) throws InterruptedException {
    return scan("any", text);
  }

  private List<String> objections(CatalogueChange change) {
    return manager.chain().rehearse(change, true);
  }

  private void make(CatalogueChange change) {
    assertThat(objections(change)).isEmpty();
    manager.stage().agree(RevisionId.NONE);
    manager.chain().make(change, RevisionId.NONE);
  }

  private CatalogueChange change(String code, Map<String, String> details) {
    return manager
        .chain()
        .change(new ProductEntry(code, "", "", "", "", "", details, Map.of()), false);
  }

  private void look() {
    manager.look();
    manager.look();
  }

  @Test
  void aGtinIsItsProductWhateverItsLength() throws Exception {
    Scan tea = new Scan.Found("TEA");
    assertThat(scan("TEA")).isEqualTo(tea);
    assertThat(scan("4006381333931")).isEqualTo(tea);
    assertThat(scan("04006381333931")).isEqualTo(tea);
    assertThat(scan("96385074")).isEqualTo(tea);
    assertThat(scan("0000096385074")).isEqualTo(tea);
    assertThat(scan("614141000036")).isEqualTo(new Scan.Found("RICE"));
    assertThat(scan("0614141000036")).isEqualTo(new Scan.Found("RICE"));
  }

  @Test
  void whatIsNotKnownStaysAsItWasScanned() throws Exception {
    assertThat(scan("NONE")).isEqualTo(new Scan.Found("NONE"));
    assertThat(scan("4006381333948")).isEqualTo(new Scan.Found("4006381333948"));
    assertThat(scan("2000999012990"))
        .isEqualTo(new Scan.Misread("no product has the PLU 999 of the label '2000999012990'"));
  }

  @Test
  void aWrongCheckDigitIsToldUnlessItIsTheCodeOfAProduct() throws Exception {
    assertThat(scan("4006381333932")).isInstanceOf(Scan.Misread.class);
    assertThat(scan("2000217012996")).isInstanceOf(Scan.Misread.class);
    assertThat(scan("10614141000415")).isEqualTo(new Scan.Found("10614141000415"));
    make(manager.chain().add(new ProductEntry("12345678", "", "1.00", "", "flat", "", Map.of())));
    assertThat(scan("12345678")).isEqualTo(new Scan.Found("12345678"));
  }

  @Test
  void aLabelHasAWeightOrAPriceInTheCurrencyOfTheStore() throws Exception {
    assertThat(scan("2200217003452")).isEqualTo(new Scan.Weighed("HAM", new Weight(345)));
    assertThat(scan("2000217012993")).isEqualTo(new Scan.Labelled("HAM", Money.parse("EUR 12.99")));
    assertThat(scan("tyo", "2000217012993"))
        .isEqualTo(new Scan.Labelled("HAM", Money.parse("JPY 1299")));
    assertThat(scan("2000217000006")).isInstanceOf(Scan.Misread.class); // no price
    Files.writeString(stores, STORES.replace("\"20IIIIIPPPPPC\", ", ""));
    look();
    Alone.feed(manager);
    assertThat(scan("2000217012993")).isEqualTo(new Scan.Found("2000217012993"));
    assertThat(scan("2200217003452")).isEqualTo(new Scan.Weighed("HAM", new Weight(345)));
  }

  @Test
  void numbersChangeByCommandAndTheFileFollows() throws Exception {
    make(change("RICE", Map.of("gtins", "4006381333948", "plu", "33")));
    assertThat(scan("4006381333948")).isEqualTo(new Scan.Found("RICE"));
    assertThat(scan("614141000036")).isEqualTo(new Scan.Found("614141000036"));
    assertThat(scan("2200033003452")).isEqualTo(new Scan.Weighed("RICE", new Weight(345)));
    look();
    assertThat(Files.readString(catalogue))
        .contains("\"gtins\": [\"4006381333948\"], \"plu\": \"33\"");
    make(manager.chain().price("RICE", "2.10", Map.of(), PriceScope.OWN, false));
    assertThat(scan("4006381333948")).isEqualTo(new Scan.Found("RICE"));
    make(change("RICE", Map.of("gtins", "none", "plu", "none")));
    assertThat(scan("4006381333948")).isEqualTo(new Scan.Found("4006381333948"));
    look();
    assertThat(manager.chain().edited()).isEmpty();
  }

  @Test
  void noTwoProductsHaveANumber() throws IOException {
    assertThat(objections(change("RICE", Map.of("gtins", "614141000036 4006381333931"))))
        .containsExactly("product RICE: GTIN 4006381333931 is that of product 'TEA'");
    assertThat(objections(change("RICE", Map.of("plu", "0217"))))
        .containsExactly("product RICE: PLU 217 is that of product 'HAM'");
    Path rows =
        Files.writeString(
            folder.resolve("r.csv"), "code,gtins\nRICE,4006381333948\nHAM,4006381333948\n");
    assertThat(objections(manager.chain().read(rows, false, PriceScope.OWN, true)))
        .containsExactly("product RICE: GTIN 4006381333948 is that of product 'HAM'");
  }

  @Test
  void aNumberThatIsTheCodeOfAProductIsNoGtinOfAnother() {
    assertThat(objections(change("TEA", Map.of("gtins", "10614141000415"))))
        .containsExactly(
            "product TEA: GTIN 10614141000415 is the code of product '10614141000415'");
    assertThat(
            objections(
                manager
                    .chain()
                    .add(new ProductEntry("04006381333931", "", "1.00", "", "flat", "", Map.of()))))
        .containsExactly("product 04006381333931: its code is a GTIN of product 'TEA'");
  }

  @Test
  void oneWrongNumberHoldsBackNothingElse() throws Exception {
    Files.writeString(
        catalogue,
        FILE.replace("\"gtins\": \"614141000036\"}", "\"gtins\": \"96385074\", \"deposit\": \"X\"}")
            .replace("[\"4006381333931\", \"96385074\"]", "\"614141000036\"")
            .replace("19.90", "18.90"));
    look();
    Alone.feed(manager);
    assertThat(manager.catalogue().product("HAM").orElseThrow().product().unitPrice())
        .hasToString("EUR 18.90");
    assertThat(scan("96385074"))
        .as("RICE cannot change, so TEA keeps it")
        .isEqualTo(new Scan.Found("TEA"));
    assertThat(manager.catalogue().fault("TEA").orElseThrow()).contains("614141000036");
  }

  @Test
  void aProductWhoseEntryIsWrongIsNoMisreadNumber() throws Exception {
    Files.writeString(
        catalogue,
        FILE.replace(
            "{\"products\": [", "{\"products\": [{\"code\": \"10002345\", \"unit_price\": 1},"));
    look();
    assertThat(scan("10002345")).isEqualTo(new Scan.Found("10002345"));
  }

  @Test
  void aLabelHasItsPriceInTheCurrencyOfItsProduct() throws Exception {
    make(
        manager
            .chain()
            .change(new ProductEntry("HAM", "", "20.00", "USD", "", "", Map.of()), true));
    assertThat(scan("2000217012993")).isEqualTo(new Scan.Labelled("HAM", Money.parse("USD 12.99")));
  }

  @Test
  void aNumberMovesFromOneProductToAnotherInOneChange() throws Exception {
    Path rows =
        Files.writeString(
            folder.resolve("r.csv"), "code,gtins\nRICE,96385074 614141000036\nTEA,4006381333931\n");
    make(manager.chain().read(rows, false, PriceScope.OWN, true));
    assertThat(scan("96385074")).isEqualTo(new Scan.Found("RICE"));
    assertThat(scan("4006381333931")).isEqualTo(new Scan.Found("TEA"));
    make(manager.chain().remove("RICE"));
    make(change("TEA", Map.of("gtins", "96385074")));
    assertThat(scan("96385074")).isEqualTo(new Scan.Found("TEA"));
    assertThat(scan("4006381333931")).isEqualTo(new Scan.Found("4006381333931"));
  }

  @Test
  void aNumberThatTheFileGivesTwiceKeepsTheLastGoodEntry() throws Exception {
    Files.writeString(catalogue, FILE.replace("614141000036", "96385074").replace("2.00", "2.20"));
    look();
    Alone.feed(manager);
    assertThat(manager.catalogue().fault("RICE")).isPresent();
    assertThat(manager.catalogue().fault("RICE").orElseThrow())
        .startsWith("GTIN 96385074 is that of product 'TEA'");
    assertThat(scan("614141000036")).isEqualTo(new Scan.Found("RICE"));
    assertThat(scan("96385074")).isEqualTo(new Scan.Found("TEA"));
  }
}
