package supermarket.product.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Edition;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductEntry;
import supermarket.basket.api.catalogue.Quotes;
import supermarket.basket.api.catalogue.Store;

/** What the catalogue says for receipts: VAT classes and their rates, and deposits. */
class ReceiptDataTest {

  private static final String FILE =
      """
      {"products": [
        {"code": "BREAD", "unit_price": 3.00, "strategy": "flat", "vat": "food"},
        {"code": "COLA", "name": "Cola", "unit_price": 1.20, "strategy": "flat", "deposit": "DEP25"},
        {"code": "DEP25", "unit_price": 0.25, "strategy": "flat"}]}
      """;

  private static final String STORES =
      """
      {"zone": "Europe/Berlin",
       "price_lists": {"far": "EUR"},
       "vat": {"default": {"standard": [{"percent": 19}, {"percent": 16, "from": "2027-01-01"}],
                           "food": 7},
               "far": {"standard": 15, "food": 15}},
       "stores": [{"id": "akl", "zone": "Pacific/Auckland"},
                  {"id": "lax", "zone": "America/Los_Angeles"},
                  {"id": "far", "price_list": "far"}]}
      """;

  @TempDir Path folder;
  private Path catalogue;
  private Path stores;
  private ProductManager manager;

  @BeforeEach
  void start() throws IOException {
    stores = Files.writeString(folder.resolve("stores.json"), STORES);
    start(Files.writeString(folder.resolve("catalogue.json"), FILE));
  }

  private void start(Path file) {
    catalogue = file;
    manager = Nodes.of(catalogue, folder.resolve("kept.json"), folder);
    manager.begin();
    manager.stage().agree(RevisionId.NONE);
    manager.use().begin(Nodes.undiscounted("flat"));
  }

  @AfterEach
  void stop() {
    manager.stop();
  }

  private void make(CatalogueChange change) {
    assertThat(manager.chain().rehearse(change, true)).isEmpty();
    manager.stage().agree(RevisionId.NONE);
    manager.chain().make(change, RevisionId.NONE);
  }

  private Product product(String code) {
    return manager.catalogue().product(code).orElseThrow().product();
  }

  private @Nullable BigDecimal percent(String store, String at, String vatClass)
      throws InterruptedException {
    try (Edition edition = pin()) {
      return edition
          .quotes(new UserId(store, "u"), Instant.parse(at))
          .orElseThrow()
          .vatPercent(vatClass);
    }
  }

  private Edition pin() throws InterruptedException {
    return manager.priceBook().pin(List.of(), RevisionId.NONE, System.nanoTime());
  }

  private void look() {
    manager.look();
    manager.look();
  }

  private static ProductEntry entry(String code, String soldBy, String vat, String deposit) {
    Map<String, String> details = new HashMap<>(Map.of("vat", vat, "deposit", deposit));
    details.values().removeIf(String::isEmpty);
    return new ProductEntry(code, "New", "1.00", "", "flat", soldBy, details, Map.of());
  }

  @Test
  void aRateHoldsFromTheDayOnTheCalendarOfTheStore() throws Exception {
    String newYearInAuckland = "2026-12-31T11:00:00Z";
    assertThat(percent("akl", "2026-12-31T10:59:59Z", "")).isEqualTo("19");
    assertThat(percent("akl", newYearInAuckland, "")).isEqualTo("16");
    assertThat(percent("akl", newYearInAuckland, "food")).isEqualTo("7");
    assertThat(percent("lax", newYearInAuckland, "")).isEqualTo("19");
    assertThat(percent("lax", "2027-01-01T08:00:00Z", "")).isEqualTo("16");
    assertThat(percent("unknown", "2026-12-31T23:00:00Z", "")).isEqualTo("16");
    assertThat(percent("far", newYearInAuckland, "food")).isEqualTo("15");
  }

  @Test
  void whatThereIsToAProductComesWithThePrices() throws Exception {
    try (Edition edition = pin()) {
      Quotes quotes = edition.quotes(new UserId("akl", "u"), Instant.EPOCH).orElseThrow();
      assertThat(quotes.product("COLA")).isEqualTo(product("COLA"));
      assertThat(quotes.product("NONE")).isNull();
    }
    assertThat(product("COLA").deposit()).isEqualTo("DEP25");
    assertThat(product("BREAD").vatClass()).isEqualTo("food");
  }

  @Test
  void commandsChangeClassAndDepositAndTheFileFollows() throws IOException {
    make(manager.chain().add(entry("BEER", "", "food", "DEP25")));
    assertThat(product("BEER").deposit()).isEqualTo("DEP25");
    look();
    assertThat(Files.readString(catalogue)).contains("\"vat\": \"food\", \"deposit\": \"DEP25\"");
    make(manager.chain().price("BEER", "1.10", Map.of(), PriceScope.OWN, false));
    assertThat(product("BEER").vatClass()).isEqualTo("food");
    ProductEntry none =
        new ProductEntry(
            "BEER", "", "", "", "", "", Map.of("vat", "none", "deposit", "none"), Map.of());
    make(manager.chain().change(none, false));
    assertThat(product("BEER").vatClass()).isEmpty();
    assertThat(product("BEER").deposit()).isEmpty();
    look();
    assertThat(manager.chain().edited()).isEmpty();
  }

  @Test
  void anImportSaysClassAndDepositInColumns() throws IOException {
    Path rows =
        Files.writeString(
            folder.resolve("r.csv"),
            "code,vat,deposit,unit_price,strategy\nCOLA,food,,,\nBEER,,DEP25,0.90,flat\n");
    make(manager.chain().read(rows, false, PriceScope.OWN, true));
    assertThat(product("COLA").vatClass()).isEqualTo("food");
    assertThat(product("COLA").deposit()).as("an empty field says nothing").isEqualTo("DEP25");
    assertThat(product("BEER").deposit()).isEqualTo("DEP25");
  }

  @Test
  void aClassWithoutARateIsRefused() {
    assertThat(manager.chain().rehearse(manager.chain().add(entry("X", "", "books", "")), true))
        .containsExactly(
            "product X: there is no rate of its VAT class 'books'; there are [food, standard]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> manager.chain().add(entry("X", "", "Books!", "")))
        .withMessageContaining("'vat' is the name of a VAT class");
  }

  @Test
  void storesThatCannotComeHoldBackNoPriceAndAreTold() throws IOException {
    Files.writeString(stores, STORES.replaceAll(",\\s*\"food\": [0-9]+", ""));
    Files.writeString(catalogue, FILE.replace("1.20", "1.30"));
    look();
    Alone.feed(manager);
    assertThat(product("COLA").unitPrice().getAmount()).isEqualTo("1.30");
    assertThat(manager.catalogue().stores().vatOf("default").byClass()).containsKey("food");
    assertThat(manager.catalogue().problems())
        .anyMatch(
            each ->
                each.contains("stores.json: product BREAD: there is no rate of its VAT class")
                    && each.contains("stay in force"));
    assertThat(manager.health().troubles().toString()).contains("stores.json");
    look();
    assertThat(Files.readString(stores)).doesNotContain("food");
    Files.writeString(stores, STORES);
    look();
    Alone.feed(manager);
    assertThat(manager.catalogue().problems()).isEmpty();
  }

  @Test
  void withoutAnyRatesNothingIsSaidOfTaxAndEachClassIsTaken() throws Exception {
    Files.writeString(stores, "{\"stores\": [{\"id\": \"akl\"}]}");
    look();
    Alone.feed(manager);
    assertThat(percent("akl", "2026-12-31T11:00:00Z", "food")).isNull();
    make(manager.chain().add(entry("X", "", "books", "")));
  }

  @Test
  void aDepositIsAProductThatIsSoldByPieceAndBringsNone() {
    assertThat(manager.chain().rehearse(manager.chain().add(entry("X", "", "", "NONE")), true))
        .containsExactly("product X: its deposit 'NONE' is no product of the catalogue");
    assertThat(manager.chain().rehearse(manager.chain().add(entry("X", "", "", "COLA")), true))
        .containsExactly(
            "product X: its deposit 'COLA' must be sold by piece, and bring no deposit itself");
    String stays =
        "product DEP25: it is the deposit of product 'COLA': it stays, is sold by piece, and"
            + " brings no deposit itself";
    assertThat(manager.chain().rehearse(manager.chain().remove("DEP25"), true))
        .containsExactly(stays);
    ProductEntry weighed = new ProductEntry("DEP25", "", "", "", "", "weight", Map.of());
    assertThat(manager.chain().rehearse(manager.chain().change(weighed, true), true))
        .containsExactly(stays);
    ProductEntry deposit =
        new ProductEntry("DEP25", "", "", "", "", "", Map.of("deposit", "BREAD"), Map.of());
    assertThat(manager.chain().rehearse(manager.chain().change(deposit, true), true))
        .containsExactly(stays);
  }

  @Test
  void aSlipInTheFileConcernsItsEntryOnly() throws IOException {
    Files.writeString(
        catalogue,
        FILE.replace("1.20", "1.30").replace("\"DEP25\"}", "\"DEP15\"}").replace("3.00", "3.10"));
    look();
    Alone.feed(manager);
    assertThat(product("BREAD").unitPrice().getAmount()).isEqualTo("3.10");
    assertThat(product("COLA").unitPrice().getAmount()).isEqualTo("1.20");
    assertThat(manager.catalogue().fault("COLA"))
        .hasValue("its deposit 'DEP15' is no product of the catalogue");
    Files.writeString(catalogue, FILE.replaceFirst("(?s),\\s*.\"code\": \"DEP25\".*?}", ""));
    look();
    Alone.feed(manager);
    assertThat(manager.catalogue().product("DEP25")).as("COLA has it").isPresent();
    assertThat(manager.catalogue().product("COLA").orElseThrow().offer())
        .isInstanceOf(Offer.Available.class);
  }

  @Test
  void oneWrongDepositHoldsBackNothingElse() throws IOException {
    Files.writeString(
        catalogue,
        FILE.replace("\"deposit\": \"DEP25\"", "\"deposit\": \"DEP03\"")
            .replace("\"code\": \"DEP25\"", "\"code\": \"DEP30\"")
            .replace("3.00", "3.10"));
    look();
    Alone.feed(manager);
    assertThat(product("BREAD").unitPrice().getAmount()).isEqualTo("3.10");
    assertThat(product("DEP30").unitPrice().getAmount()).isEqualTo("0.25");
    assertThat(product("COLA").deposit()).isEqualTo("DEP25");
    assertThat(product("DEP25")).isNotNull();
  }

  @Test
  void aClassIsRenamedInBothFilesAtOnce() throws IOException {
    Files.writeString(stores, STORES.replace("food", "groceries"));
    Files.writeString(catalogue, FILE.replace("food", "groceries").replace("1.20", "1.30"));
    look();
    Alone.feed(manager);
    assertThat(product("BREAD").vatClass()).isEqualTo("groceries");
    assertThat(product("COLA").unitPrice().getAmount()).isEqualTo("1.30");
    assertThat(manager.catalogue().problems()).isEmpty();
    assertThat(manager.chain().edited()).isEmpty();
  }

  @Test
  void aFirstStartTakesNothingThatTheChainWouldRefuse() throws Exception {
    manager.stop();
    Files.delete(folder.resolve("kept.json"));
    Files.writeString(
        catalogue,
        FILE.replace("\"food\"", "\"books\"")
            .replace("\"deposit\": \"DEP25\"", "\"deposit\": \"DEP52\""));
    start(catalogue);
    assertThat(manager.catalogue().product("BREAD")).isEmpty();
    assertThat(manager.catalogue().product("COLA")).isEmpty();
    assertThat(manager.catalogue().product("DEP25")).isPresent();
    assertThat(manager.catalogue().fault("BREAD").orElseThrow()).contains("'books'");
    assertThat(manager.catalogue().fault("COLA").orElseThrow()).contains("'DEP52'");
    Files.writeString(catalogue, FILE);
    look();
    Alone.feed(manager);
    assertThat(product("COLA").deposit()).isEqualTo("DEP25");
    assertThat(manager.catalogue().problems()).isEmpty();
  }

  @Test
  void theDepositsPriceIsThereWhateverItsRuleDoes() throws Exception {
    make(
        manager
            .chain()
            .stores(
                with ->
                    with.withList("japan", CurrencyUnit.JPY)
                        .with(new Store("tyo", "", Set.of(), ZoneId.of("UTC"), "japan"))));
    try (Edition edition = pin()) {
      Quotes quotes = edition.quotes(new UserId("any", "u"), Instant.EPOCH).orElseThrow();
      assertThat(quotes.unitPrice("DEP25")).hasToString("EUR 0.25");
      assertThat(quotes.unitPrice("NONE")).isNull();
      Quotes inYen = edition.quotes(new UserId("tyo", "u"), Instant.EPOCH).orElseThrow();
      assertThat(inYen.unitPrice("DEP25")).isNull();
    }
  }

  @Test
  void aFileMayBringAProductAndItsDepositTogether() throws IOException {
    Files.writeString(
        catalogue,
        FILE.replace(
            "{\"products\": [",
            "{\"products\": [{\"code\": \"A\", \"unit_price\": 1.00, \"strategy\": \"flat\","
                + " \"deposit\": \"DEP8\"}, {\"code\": \"DEP8\", \"unit_price\": 0.08,"
                + " \"strategy\": \"flat\"},"));
    look();
    Alone.feed(manager);
    assertThat(product("A").deposit()).isEqualTo("DEP8");
    assertThat(manager.catalogue().problems()).isEmpty();
  }

  @Test
  void aNameIsAsLongAsALineOfAReceipt() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                manager
                    .chain()
                    .change(
                        new ProductEntry("COLA", "n".repeat(201), "", "", "", "", Map.of()), false))
        .withMessage("'name' may have at most 200 characters");
  }
}
