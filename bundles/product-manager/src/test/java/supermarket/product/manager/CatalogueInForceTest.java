package supermarket.product.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.catalogue.Edition;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.PriceBook;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingStrategy;
import supermarket.product.manager.strategy.RegisteredStrategy;

/** Whatever is done to the catalogue's file, what was good before stays in force. */
class CatalogueInForceTest {

  private static final String GOOD =
      """
      {"products": [
        {"code": "A", "unit_price": 1.00, "strategy": "flat-price"},
        {"code": "B", "unit_price": 2.00, "strategy": "bulk-price", "parameters": {"from": 3}}]}
      """;

  @TempDir Path folder;
  private Path file;
  private Path kept;
  private final List<PriceBook> offered = new ArrayList<>();
  private ProductManager manager;

  @BeforeEach
  void open() throws IOException {
    file = Files.writeString(folder.resolve("catalogue.json"), GOOD);
    kept = folder.resolve("data/last-good-catalogue.json");
    start(file);
  }

  @AfterEach
  void stop() {
    manager.stop();
  }

  private void start(Path catalogue) {
    manager =
        new ProductManager(
            new Settings(
                catalogue,
                Duration.ofHours(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ZERO,
                50),
            kept,
            new PriceBookDoor(
                book -> {
                  offered.add(book);
                  return () -> offered.remove(book);
                }),
            NoRegistry.in(folder));
    manager.begin();
    manager.stage().agree(RevisionId.NONE);
    add("flat-price", terms -> Line::undiscounted, 1);
    add(
        "bulk-price",
        terms -> {
          terms.quantity("from");
          return Line::undiscounted;
        },
        2);
  }

  private void restart(Path catalogue) {
    manager.stop();
    start(catalogue);
  }

  private void add(String name, PricingStrategy strategy, long id) {
    manager
        .use()
        .begin(
            new RegisteredStrategy(
                new StrategyId(name, "1.0.0", id), strategy, name, id, new Version("1.0.0"), 0));
  }

  private void look() {
    manager.look();
    manager.look();
    Alone.feed(manager);
  }

  private void edit(String from, String to) throws IOException {
    String before = Files.readString(file);
    assertThat(before).contains(from);
    Files.writeString(file, before.replace(from, to));
    look();
  }

  private String price(String code) {
    Edition edition;
    try {
      edition = manager.priceBook().pin(List.of(), RevisionId.NONE, System.nanoTime());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    try {
      return Quoted.offer(edition, code, new UserId("s", "u")) instanceof Offer.Available available
          ? available.unitPrice().getAmount().toPlainString()
          : "none";
    } finally {
      edition.close();
    }
  }

  private void assertWarning(String... words) {
    assertThat(manager.health().troubles())
        .singleElement()
        .satisfies(
            trouble -> {
              assertThat(trouble.gravity()).isEqualTo(Gravity.WARNING);
              assertThat(trouble.text()).contains(words);
            });
  }

  @Test
  void anEntryThatBecomesWrongKeepsItsLastGoodPriceOverARestartToo() throws IOException {
    edit("\"unit_price\": 1.00", "\"unit_prise\": 9.99");
    assertThat(price("A")).isEqualTo("1.00");
    assertThat(manager.catalogue().fault("A").orElseThrow())
        .contains("unknown member 'unit_prise'", "line 2");
    assertThat(manager.catalogue().problems())
        .singleElement()
        .asString()
        .contains("product A", "unit_prise", "its last good entry stays in force");
    assertWarning("product A", "unit_prise");

    restart(file);
    assertThat(price("A")).isEqualTo("1.00");
    assertThat(price("B")).isEqualTo("2.00");

    edit("unit_prise", "unit_price");
    assertThat(price("A")).isEqualTo("9.99");
    assertThat(manager.health().troubles()).isEmpty();
    assertThat(manager.catalogue().fault("A")).isEmpty();
  }

  @Test
  void aCodeThatIsThereTwiceKeepsItsLastGoodPrice() throws IOException {
    edit("{\"code\": \"B\"", "{\"code\": \"A\"");
    assertThat(price("A")).isEqualTo("1.00");
    assertThat(manager.catalogue().fault("A").orElseThrow()).contains("more than once");
    assertThat(price("B")).as("deleted on purpose, for all that can be known").isEqualTo("none");
  }

  @Test
  void anEntryWithoutACodeCouldBeAnyProducts() throws IOException {
    edit("{\"code\": \"B\"", "{\"kode\": \"B\"");
    assertThat(price("B")).isEqualTo("2.00");
    assertWarning("'code' must be", "line 3");
  }

  @Test
  void anEntryThatCannotBePricedWithKeepsTheLastGoodOneInForce() throws IOException {
    edit("\"from\": 3", "\"form\": 3");
    assertThat(price("B")).isEqualTo("2.00");
    edit("2.00, \"strategy\": \"bulk-price\"", "7.00, \"strategy\": \"bulk-prize\"");
    assertThat(price("B")).isEqualTo("2.00");
    assertWarning("product B", "no live strategy is named 'bulk-prize'", "'bulk-price'?");

    restart(file);
    assertThat(price("B")).isEqualTo("2.00");
  }

  @Test
  void aNewProductWithAnUnknownStrategyIsToldWithWhatWasProbablyMeant() throws IOException {
    edit("\"A\"", "\"C\", \"unit_price\": 5, \"strategy\": \"flat-prize\"}, {\"code\": \"A\"");
    assertThat(price("C")).isEqualTo("none");
    assertWarning("'flat-prize' (did you mean 'flat-price'?)", "product C");
  }

  @Test
  void aProductThatIsDeletedGoes() throws IOException {
    edit(",\n  {\"code\": \"B\"", "], \"x\": [{\"code\": \"B\"");
    assertThat(price("B")).as("no catalogue: nothing changes").isEqualTo("2.00");
    Files.writeString(
        file,
        "{\"products\": [{\"code\": \"A\", \"unit_price\": 1, \"strategy\": \"flat-price\"}]}");
    look();
    assertThat(price("B")).isEqualTo("none");
    assertThat(manager.catalogue().fault("B")).isEmpty();
    assertThat(manager.health().troubles()).isEmpty();
    restart(folder.resolve("none.json"));
    assertThat(price("B")).isEqualTo("none");
    assertThat(price("A")).isEqualTo("1.00");
  }

  @Test
  void aStrategyThatGoesTakesItsProductsPrices() throws Exception {
    edit("2.00", "3.00");
    manager
        .use()
        .end(
            new RegisteredStrategy(
                new StrategyId("bulk-price", "1.0.0", 2),
                terms -> Line::undiscounted,
                "bulk-price",
                2,
                new Version("1.0.0"),
                0));
    assertThat(price("B")).as("no older entry takes over").isEqualTo("none");
    assertThat(manager.catalogue().fault("B")).isEmpty();
  }

  @Test
  void withoutAGoodFileTheLastGoodCatalogueIsInForceAfterARestart() throws IOException {
    edit("1.00", "1.50");
    edit("\"products\"", "\"product\"");
    assertThat(price("A")).isEqualTo("1.50");
    assertWarning("unknown member 'product'", "as it was before stays in force");

    restart(file);
    assertThat(price("A")).isEqualTo("1.50");
    assertThat(offered).hasSize(1);
    assertWarning("unknown member 'product'", "the last good one, kept in " + kept);

    restart(folder.resolve("katalog.json"));
    assertThat(price("A")).isEqualTo("1.50");
    assertWarning("katalog.json is missing", "the last good one");
  }

  @Test
  void aFileThatComesBackAsItWasIsNoTroubleAnyMore() throws IOException {
    Path away = folder.resolve("away.json");
    Files.move(file, away);
    look();
    look();
    assertWarning("is missing", "the catalogue as it was before");
    Files.move(away, file);
    look();
    look();
    assertThat(manager.health().troubles()).isEmpty();
    assertThat(price("A")).isEqualTo("1.00");
  }

  @Test
  void aPipeInTheFilesPlaceIsToldAndHoldsNobodyUp() throws IOException, InterruptedException {
    Files.delete(file);
    assertThat(new ProcessBuilder("mkfifo", file.toString()).inheritIO().start().waitFor())
        .isZero();
    look();
    look();
    assertWarning("it is no regular file", "the catalogue as it was before");
    Files.delete(file);
    Files.writeString(file, GOOD);
    look();
    look();
    assertThat(manager.health().troubles()).isEmpty();
  }

  @Test
  void withoutAnyCatalogueTheNodeIsNotReadyAndNobodyIsGivenAPriceBook() throws IOException {
    manager.stop();
    assertThat(offered).isEmpty();
    Files.delete(kept);
    Path missing = folder.resolve("katalog.json");
    start(missing);
    assertThat(offered).isEmpty();
    assertThat(manager.health().troubles())
        .singleElement()
        .satisfies(
            trouble -> {
              assertThat(trouble.gravity()).isEqualTo(Gravity.NOT_READY);
              assertThat(trouble.text()).contains("katalog.json is missing");
            });

    Files.writeString(missing, GOOD);
    look();
    assertThat(offered).hasSize(1);
    assertThat(manager.health().troubles()).isEmpty();
    manager.stop();
    assertThat(offered).isEmpty();
  }

  @Test
  void whatIsKeptAndCannotBeReadIsNotUsed() throws IOException {
    manager.stop();
    Files.writeString(kept, "{\"products\": [");
    start(folder.resolve("none.json"));
    assertThat(manager.health().troubles())
        .extracting(Trouble::gravity)
        .containsExactly(Gravity.NOT_READY);
  }

  @Test
  void whatCannotBeKeptIsToldAndTriedAgain() throws IOException {
    look();
    Files.delete(kept);
    Files.createDirectory(kept);
    edit("1.00", "1.50");
    assertThat(price("A")).isEqualTo("1.50");
    assertWarning("cannot be kept", "is a folder");
    Files.delete(kept);
    manager.look();
    assertThat(manager.health().troubles()).isEmpty();
    assertThat(Files.readString(kept)).contains("1.50");
  }

  @Test
  void aFileThatIsReplacedByOneOfTheSameSizeAndDateIsRead() throws IOException {
    FileTime date = Files.getLastModifiedTime(file);
    Files.writeString(file, GOOD.replace("1.00", "1.11"));
    Files.setLastModifiedTime(file, date);
    look();
    assertThat(price("A")).isEqualTo("1.11");
  }

  @Test
  void aFileThatIsTooLargeIsRefused() throws IOException {
    try (var channel =
        java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(new byte[1]), 65L << 20);
    }
    look();
    assertThat(price("A")).isEqualTo("1.00");
    assertWarning("more than 67108864 bytes");
  }

  @Test
  void aPriceFarFromTheOneBeforeWantsForce() throws IOException {
    assertRefused("2.01", "--force");
    assertRefused("0.49", "--force");
    assertRefused("0", "--force");
    assertThat(price("A")).isEqualTo("1.00");
    Alone.price(manager, "A", "2.00", Map.of(), false);
    Alone.price(manager, "A", "1.00", Map.of(), false);
    Alone.price(manager, "A", "311", Map.of(), true);
    assertThat(price("A")).isEqualTo("311.00");
  }

  private void assertRefused(String amount, String why) {
    assertThatThrownBy(() -> Alone.price(manager, "A", amount, Map.of(), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void theLastChangeIsTakenBackAndMadeAgain() throws IOException {
    Alone.price(manager, "A", "311", Map.of(), true);
    Alone.undo(manager, "A");
    assertThat(price("A")).isEqualTo("1.00");
    Alone.undo(manager, "A");
    assertThat(price("A")).isEqualTo("311.00");
    Alone.strategy(manager, "A", "bulk-price", Map.of("from", "2"));
    Alone.undo(manager, "A");
    assertThat(manager.catalogue().product("A").orElseThrow().product().strategy())
        .isEqualTo("flat-price");
    assertThatThrownBy(() -> Alone.undo(manager, "B"))
        .hasMessageContaining("not changed since the start");
    look(); // the file follows
    edit("311", "312");
    assertThat(price("A")).isEqualTo("312.00");
    Alone.undo(manager, "A");
    assertThat(price("A")).as("before the edit by hand").isEqualTo("311.00");
  }

  @Test
  void priceAndParametersChangeAtOneMoment() throws IOException {
    add(
        "below",
        terms -> {
          if (terms.amount("price").isGreaterThan(terms.unitPrice())) {
            throw new IllegalArgumentException("'price' is above the unit price");
          }
          terms.quantity("from");
          return Line::undiscounted;
        },
        3);
    Alone.strategy(manager, "A", "below", Map.of("price", "0.90", "from", "3"));
    assertThatThrownBy(() -> Alone.price(manager, "A", "0.80", Map.of(), false))
        .hasMessageContaining("above the unit price");
    Alone.price(manager, "A", "0.80", Map.of("price", "0.70"), false);
    assertThat(price("A")).isEqualTo("0.80");
    assertThat(manager.catalogue().product("A").orElseThrow().product().parameters())
        .isEqualTo(Map.of("price", "0.70", "from", "3"));
  }

  @Test
  void aFileThatMayNotBeWrittenIsRefusedInWordsAndOneThatMayKeepsItsMode() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Alone.price(manager, "A", "1.50", Map.of(), false);
    look();
    assertThat(Files.readString(file)).contains("1.50");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
    Alone.price(manager, "A", "1.60", Map.of(), false);
    look();
    assertThat(price("A")).isEqualTo("1.60");
    assertWarning("cannot be written into its file", file + " is read-only");
    restart(file);
    look();
    assertThat(price("A")).as("what the file has is old").isEqualTo("1.60");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    look();
    assertThat(manager.health().troubles()).isEmpty();
    assertThat(Files.readString(file)).contains("1.60");
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.tmp");
  }
}
