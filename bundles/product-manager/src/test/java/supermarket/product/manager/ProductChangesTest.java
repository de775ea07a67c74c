package supermarket.product.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.SoldBy;
import supermarket.basket.api.catalogue.Catalogue.Page;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductEntry;
import supermarket.basket.api.catalogue.ProductQuery;
import supermarket.product.manager.catalogue.LastChanges;

/** Products that come and go, one by one or by a file. */
class ProductChangesTest {

  @TempDir Path folder;
  private ProductManager manager;

  @BeforeEach
  void start() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("catalogue.json"),
            IntStream.range(0, 20)
                .mapToObj(
                    i ->
                        "{\"code\": \"P%02d\", \"name\": \"Tea %d\", \"unit_price\": 1.00, \"strategy\": \"flat\"}"
                            .formatted(i, i))
                .collect(Collectors.joining(",", "{\"products\": [", "]}")));
    manager = Nodes.of(file, folder.resolve("kept.json"), folder);
    manager.begin();
    manager.use().begin(Nodes.undiscounted("flat"));
  }

  @AfterEach
  void stop() {
    manager.stop();
  }

  private void make(CatalogueChange change) {
    assertThat(manager.chain().rehearse(change, true)).isEmpty();
    manager.chain().make(change, RevisionId.NONE);
  }

  private static ProductEntry entry(String code, String amount, String strategy) {
    return new ProductEntry(code, "New", amount, "", strategy, "", Map.of());
  }

  private CatalogueChange read(String name, String content, boolean isComplete, boolean force)
      throws IOException {
    return manager
        .chain()
        .read(Files.writeString(folder.resolve(name), content), isComplete, PriceScope.OWN, force);
  }

  private Page page(String prefix, String text, String after, int most) {
    return manager.catalogue().products(new ProductQuery(prefix, text, after, most));
  }

  @Test
  void aProductComesAndGoes() {
    make(manager.chain().add(entry("NEW", "2.50", "flat")));
    assertThat(manager.catalogue().product("NEW").orElseThrow().offer())
        .isInstanceOfSatisfying(
            Offer.Available.class,
            offer -> assertThat(offer.unitPrice()).isEqualTo(Money.parse("EUR 2.50")));
    make(manager.chain().remove("NEW"));
    assertThat(manager.catalogue().product("NEW")).isEmpty();
  }

  @Test
  void whatCannotComeOrGoIsTold() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> manager.chain().add(entry("P01", "2.50", "flat")))
        .withMessageContaining("there is a product 'P01' already");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> manager.chain().add(entry("NEW", "2.50", "flat-price")))
        .withMessageContaining("no live strategy is named 'flat-price'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> manager.chain().add(entry("NEW", "2,50", "flat")))
        .withMessageContaining("'2,50' is no price");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> manager.chain().remove("NEW"))
        .withMessage("the catalogue has no product 'NEW'");
  }

  @Test
  void aFileThatChangesMuchHasToBeMeant() throws IOException {
    String ten =
        IntStream.range(0, 10).mapToObj("P%02d,1.10"::formatted).collect(Collectors.joining("\n"));
    String csv = "code,unit_price\n" + ten;
    assertThat(read("half.csv", csv, false, false).size()).isEqualTo(10);
    String more = csv + "\nP10,1.20\n";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("more.csv", more, false, false))
        .withMessageContaining("11 of 20 products would change or go, which is more than 50 %")
        .withMessageContaining("--force");
    make(read("more.csv", more, false, true));
    assertThat(manager.catalogue().product("P10").orElseThrow().product().unitPrice())
        .isEqualTo(Money.parse("EUR 1.20"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("all.csv", "code\nP01\n", true, false))
        .withMessageContaining("19 of 20 products would change or go");
    make(read("all.csv", "code\nP01\n", true, true));
    assertThat(page("", "", "", 100).products()).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> manager.chain().remove("P01"))
        .withMessage("no product would be left");
  }

  @Test
  void aFileWithManyNewPricesComesIntoForce() throws IOException {
    Path file = folder.resolve("catalogue.json");
    for (int price : List.of(0, 1)) {
      int by = price;
      Files.writeString(
          file,
          IntStream.range(0, 1_500)
              .mapToObj(
                  i ->
                      "{\"code\": \"P%d\", \"unit_price\": %d, \"strategy\": \"flat\"}"
                          .formatted(i, 5 + by * i))
              .collect(Collectors.joining(",", "{\"products\": [", "]}")));
      manager.look();
      manager.look();
      Alone.feed(manager);
    }
    assertThat(manager.catalogue().product("P1499").orElseThrow().product().unitPrice())
        .isEqualTo(Money.parse("EUR 1504.00"));
    assertThat(manager.catalogue().problems()).isEmpty();
  }

  @Test
  void aFileWithAnUnknownStrategyIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("x.csv", "code,unit_price,strategy\nN,1,flatt\n", false, true))
        .withMessage("no live strategy is named 'flatt' (did you mean 'flat'?)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> manager.chain().read(folder.resolve("missing.csv"), false, PriceScope.OWN, false))
        .withMessageContaining("missing.csv is missing");
  }

  @Test
  void productsComePageByPageInTheOrderOfTheirCodes() {
    Page first = page("P", "", "", 8);
    assertThat(codes(first))
        .containsExactly("P00", "P01", "P02", "P03", "P04", "P05", "P06", "P07");
    assertThat(first.matching()).isEqualTo(20);
    assertThat(codes(page("P1", "", "P17", 8))).containsExactly("P18", "P19");
    assertThat(codes(page("", "tea 1", "", 100))).hasSize(11).contains("P01", "P19");
    assertThat(page("X", "", "", 8).products()).isEmpty();
  }

  private static List<String> codes(Page page) {
    return page.products().stream().map(each -> each.product().code()).toList();
  }

  @Test
  void whatIsChangedOfAProductIsChangedAtOneMomentAndTheRestStays() {
    make(manager.chain().change(entry("P01", "Black tea", "1.50", "", "", Map.of()), false));
    Product changed = manager.catalogue().product("P01").orElseThrow().product();
    assertThat(changed)
        .isEqualTo(new Product("P01", "Black tea", Money.parse("EUR 1.50"), "flat", Map.of()));
    Product present =
        new Product("P", "Tea", Money.parse("EUR 1.00"), "bulk", Map.of("from", "3", "price", "1"));
    assertThat(
            LastChanges.changed(entry("P", "", "", "", "", Map.of("price", "2")), present, false))
        .isEqualTo(
            new Product(
                "P", "Tea", Money.parse("EUR 1.00"), "bulk", Map.of("from", "3", "price", "2")));
    assertThat(LastChanges.changed(entry("P", "", "", "", "flat", Map.of()), present, false))
        .as("parameters are those of a strategy")
        .isEqualTo(new Product("P", "Tea", Money.parse("EUR 1.00"), "flat", Map.of()));
  }

  @Test
  void aChangeThatIsWrongOrFarIsRefused() {
    for (ProductEntry wrong :
        List.of(
            entry("XX", "", "1.00", "", "", Map.of()),
            entry("P01", "", "1.001", "", "", Map.of()),
            entry("P01", "", "", "XXX", "", Map.of()),
            entry("P01", "", "", "", "other", Map.of()),
            entry("P01", "Tea 1", "1.00", "EUR", "flat", Map.of()))) {
      assertThatIllegalArgumentException()
          .as("%s", wrong)
          .isThrownBy(() -> manager.chain().change(wrong, true));
    }
    ProductEntry far = entry("P01", "", "2.01", "", "", Map.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> manager.chain().change(far, false))
        .withMessageContaining("--force");
    ProductEntry free = entry("P01", "", "0", "", "", Map.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> manager.chain().change(free, false))
        .withMessageContaining("--force");
    ProductEntry abroad = entry("P01", "", "", "USD", "", Map.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> manager.chain().change(abroad, false))
        .withMessageContaining("in another currency");
    ProductEntry weighed = new ProductEntry("P01", "", "", "", "", "weight", Map.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> manager.chain().change(weighed, false))
        .withMessageContaining("--force");
    make(manager.chain().change(weighed, true));
    make(manager.chain().price("P01", "1.10", Map.of(), PriceScope.OWN, false));
    make(manager.chain().strategy("P01", "flat", Map.of()));
    assertThat(manager.catalogue().product("P01").orElseThrow().product().soldBy())
        .as("stays with another price and rule")
        .isEqualTo(SoldBy.WEIGHT);
    make(manager.chain().change(far, true));
    make(manager.chain().change(abroad, true));
  }

  private static ProductEntry entry(
      String code,
      String name,
      String amount,
      String currency,
      String strategy,
      Map<String, String> parameters) {
    return new ProductEntry(code, name, amount, currency, strategy, "", parameters);
  }
}
