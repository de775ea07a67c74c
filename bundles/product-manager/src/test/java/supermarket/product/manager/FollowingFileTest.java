package supermarket.product.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;

/** The catalogue's file follows what comes into force by other doors, and stays its author's. */
class FollowingFileTest {

  private static final String FILE =
      """
      {"products": [
        {"code": "A", "unit_price": 1.00,   "strategy": "flat-price"},
        {"code": "B", "unit_price": 2.00, "strategy": "flat-price"}]}
      """;

  @TempDir Path folder;
  private final List<ProductManager> open = new ArrayList<>();

  @AfterEach
  void stop() {
    open.forEach(ProductManager::stop);
  }

  private Path file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), FILE);
  }

  /** A node, which may share the file with others. */
  private ProductManager node(String name, Path file) {
    ProductManager node = Nodes.of(file, folder.resolve(name).resolve("kept.json"), folder);
    open.add(node);
    node.begin();
    node.stage().agree(RevisionId.NONE);
    node.use().begin(Nodes.undiscounted("flat-price"));
    node.look();
    return node;
  }

  private static Product product(String code, String price) {
    return new Product(code, "", Money.parse("EUR " + price), "flat-price", Map.of());
  }

  private static CatalogueChange price(String code, String price) {
    return CatalogueChange.of(CurrencyUnit.EUR, product(code, price));
  }

  private static void look(ProductManager node) {
    node.look();
    node.look();
  }

  private static String price(ProductManager node, String code) {
    return node.catalogue()
        .product(code)
        .map(each -> each.product().unitPrice().getAmount().toPlainString())
        .orElse("none");
  }

  @Test
  void aPriceIsWrittenIntoItsPlaceAndIsNoEdit() throws IOException {
    Path file = file("catalogue.json");
    ProductManager node = node("one", file);
    node.chain().make(price("A", "1.50"), RevisionId.NONE);
    look(node);
    assertThat(Files.readString(file))
        .isEqualTo(
            FILE.replace(
                "{\"code\": \"A\", \"unit_price\": 1.00,   \"strategy\": \"flat-price\"}",
                "{\"code\": \"A\", \"name\": \"\", \"unit_price\": 1.50,"
                    + " \"strategy\": \"flat-price\"}"));
    look(node);
    assertThat(node.chain().edited()).isEmpty();
  }

  /** What is in line is kept at a look only: what is on the disk may be older. */
  @Test
  void aPriceIsNotTakenBackByASecondSaveOfItsFile() throws IOException {
    Path file = file("catalogue.json");
    ProductManager node = node("one", file);
    look(node);
    Files.writeString(file, FILE.replace("1.00", "1.60"));
    look(node);
    node.chain().edited().ifPresent(change -> node.chain().make(change, RevisionId.NONE));
    Files.writeString(file, FILE.replace("1.00", "1.60").replace("2.00", "2.20"));
    node.chain().make(price("A", "1.70"), RevisionId.NONE);
    look(node);
    assertThat(node.chain().edited())
        .hasValueSatisfying(edit -> assertThat(edit.entries()).containsOnlyKeys("B"));
    Alone.feed(node);
    look(node);
    assertThat(price(node, "A")).isEqualTo("1.70");
    assertThat(price(node, "B")).isEqualTo("2.20");
  }

  /** What one file of two has in line is nothing of the other's. */
  @Test
  void aNodeThatWritesTheStoresTakesNoPriceBack() throws IOException {
    Path file = file("catalogue.json");
    Path stores =
        Files.writeString(folder.resolve("stores.json"), "{\"stores\": [{\"id\": \"1\"}]}");
    ProductManager one = node("one", file);
    ProductManager two = node("two", file);
    List<ProductManager> both = List.of(one, two);
    both.forEach(node -> node.chain().make(price("A", "1.50"), RevisionId.NONE));
    look(one); // writes the catalogue's file; the other node has not seen it yet
    Stores more = one.catalogue().stores().withList("south", CurrencyUnit.EUR);
    CatalogueChange withList = CatalogueChange.of(CurrencyUnit.EUR, more);
    two.chain().make(withList, RevisionId.NONE);
    two.look(); // writes the stores' file
    assertThat(Files.readString(stores)).contains("south");
    look(one);
    one.chain().make(withList, RevisionId.NONE);
    both.forEach(node -> node.chain().make(price("A", "1.70"), RevisionId.NONE));
    assertThat(one.chain().edited()).isEmpty();
    both.forEach(FollowingFileTest::look);
    both.forEach(node -> assertThat(node.chain().edited()).isEmpty());
    assertThat(Files.readString(file)).contains("1.70");
  }

  @Test
  void whatTheAuthorDoesMeanwhileIsNotLost() throws IOException {
    Path file = file("catalogue.json");
    ProductManager node = node("one", file);
    node.chain().make(price("A", "1.50"), RevisionId.NONE);
    Files.writeString(file, FILE.replace("2.00", "2.50"));
    look(node);
    assertThat(node.chain().edited()).contains(price("B", "2.50"));
    Alone.feed(node);
    look(node);
    assertThat(Files.readString(file)).contains("1.50", "2.50").doesNotContain("1.00", "2.00");
  }

  @Test
  void whoeverBringsBackTheFileOfBeforeMeansIt() throws IOException {
    Path file = file("catalogue.json");
    ProductManager node = node("one", file);
    node.chain().make(price("A", "1.50"), RevisionId.NONE);
    look(node);
    Files.writeString(file, FILE);
    look(node);
    assertThat(node.chain().edited()).contains(price("A", "1.00"));
  }

  @Test
  void productsThatComeAndGoAreWrittenToo() throws IOException {
    Path file = file("catalogue.json");
    ProductManager node = node("one", file);
    node.chain()
        .make(
            new CatalogueChange(CurrencyUnit.JPY, Map.of("C", product("C", "3.00")), Set.of("A")),
            RevisionId.NONE);
    look(node);
    assertThat(Files.readString(file))
        .contains("\"JPY\"", "\"B\"", "\"C\"")
        .doesNotContain("\"A\"");
    assertThat(node.chain().edited()).isEmpty();
    assertThat(folder.resolve("one/catalogue-before.json")).hasContent(FILE);
  }

  @Test
  void aNodeThatSharesTheFileTakesNothingForAnEditThatAnotherWrote() throws IOException {
    Path file = file("catalogue.json");
    ProductManager one = node("one", file);
    ProductManager two = node("two", file);
    one.chain().make(price("A", "1.50"), RevisionId.NONE);
    look(one);
    look(two);
    assertThat(two.chain().edited()).as("it has not heard of it yet").isEmpty();
    // It is late, and writes what was in force before.
    two.chain().make(price("A", "1.25"), RevisionId.NONE);
    look(two);
    assertThat(Files.readString(file)).contains("1.25");
    look(one);
    assertThat(one.chain().edited()).isEmpty();
    assertThat(price(one, "A")).isEqualTo("1.50");
    assertThat(Files.readString(file)).contains("1.50");
    two.chain().make(price("A", "1.50"), RevisionId.NONE);
    look(two);
    assertThat(two.chain().edited()).isEmpty();
    assertThat(Files.readString(file)).contains("1.50");
  }

  @Test
  void anEditThatAnotherNodeWasAskedForIsInLineWhenItIsReadLate() throws IOException {
    Path file = file("catalogue.json");
    ProductManager one = node("one", file);
    ProductManager two = node("two", file);
    Files.writeString(file, FILE.replace("2.00", "3.00"));
    look(one);
    assertThat(one.chain().edited()).contains(price("B", "3.00"));
    one.chain().make(price("B", "3.00"), RevisionId.NONE);
    two.chain().make(price("B", "3.00"), RevisionId.NONE);
    look(two);
    two.chain().make(price("B", "4.00"), RevisionId.NONE);
    assertThat(two.chain().edited()).isEmpty();
    one.chain().make(price("B", "4.00"), RevisionId.NONE);
    look(one);
    look(two);
    assertThat(Files.readString(file)).contains("4.00");
    assertThat(one.chain().edited()).isEmpty();
    assertThat(two.chain().edited()).isEmpty();
  }

  @Test
  void anEditThatIsNotInForceYetStaysWhenAnotherNodeWritesIntoTheFile() throws IOException {
    Path file = file("catalogue.json");
    ProductManager one = node("one", file);
    ProductManager two = node("two", file);
    Files.writeString(file, FILE.replace("2.00", "2.50"));
    look(one);
    one.chain().make(price("A", "1.50"), RevisionId.NONE);
    look(one);
    assertThat(Files.readString(file)).contains("1.50", "2.50");
    look(two);
    two.chain().make(price("A", "1.50"), RevisionId.NONE);
    look(two);
    assertThat(Files.readString(file)).contains("1.50", "2.50");
    assertThat(two.chain().edited()).contains(price("B", "2.50"));
    assertThat(one.chain().edited()).contains(price("B", "2.50"));
    one.stop();
    assertThat(node("one", file).chain().edited()).contains(price("B", "2.50"));
  }

  @Test
  void anEditThatIsTakenBackByHandIsAnEdit() throws IOException {
    Path file = file("catalogue.json");
    ProductManager node = node("one", file);
    node.chain().make(price("A", "1.50"), RevisionId.NONE);
    look(node);
    String before = Files.readString(file);
    Files.writeString(file, before.replace("2.00", "2.50"));
    look(node);
    Alone.feed(node);
    Files.writeString(file, before);
    look(node);
    assertThat(node.chain().edited()).contains(price("B", "2.00"));
    node.stop();
    assertThat(node("one", file).chain().edited()).contains(price("B", "2.00"));
  }

  @Test
  void aWrongEntryIsNotLostWhenProductsCome() throws IOException {
    Path file = file("catalogue.json");
    ProductManager node = node("one", file);
    Files.writeString(file, FILE.replace("[", "[{\"code\": \"D\", \"unit_prise\": 1},"));
    look(node);
    node.chain().make(price("C", "3.00"), RevisionId.NONE);
    look(node);
    assertThat(Files.readString(file)).contains("unit_prise").doesNotContain("\"C\"");
    assertThat(node.health().troubles().toString()).contains("cannot be written into its file");
    Files.writeString(file, FILE);
    look(node);
    assertThat(Files.readString(file)).contains("\"C\"");
    assertThat(node.health().troubles()).isEmpty();
  }

  @Test
  void anEditOfTheCurrencyStaysWhenAPriceIsWritten() throws IOException {
    Path file = file("catalogue.json");
    ProductManager node = node("one", file);
    node.chain().make(price("A", "1.50"), RevisionId.NONE);
    Files.writeString(
        file,
        FILE.replace("{\"products\"", "{\"currency\": \"USD\", \"products\"")
            .replace("\"code\"", "\"currency\": \"EUR\", \"code\""));
    look(node);
    assertThat(node.chain().edited().orElseThrow().currency()).isEqualTo(CurrencyUnit.USD);
    assertThat(Files.readString(file)).contains("USD", "1.50");
  }

  @Test
  void aNodeThatHasNotSeenTheChainYetWritesNothing() throws IOException {
    Path file = file("catalogue.json");
    ProductManager one = node("one", file);
    node("two", file).stop();
    one.chain().make(price("A", "1.50"), RevisionId.NONE);
    look(one);
    ProductManager late = Nodes.of(file, folder.resolve("two/kept.json"), folder);
    open.add(late);
    late.begin();
    look(late);
    assertThat(price(late, "A")).isEqualTo("1.00");
    assertThat(late.chain().edited()).isEmpty();
    assertThat(Files.readString(file)).contains("1.50");
  }

  @Test
  void whileAnotherNodeWritesThisOneDoesNot() throws IOException {
    Path file = file("catalogue.json");
    ProductManager node = node("one", file);
    node.chain().make(price("A", "1.50"), RevisionId.NONE);
    Path lock = folder.resolve(".catalogue.json.lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      look(node);
      assertThat(Files.readString(file)).isEqualTo(FILE);
      assertThat(node.health().troubles()).isEmpty();
    }
    look(node);
    assertThat(Files.readString(file)).contains("1.50");
  }

  @Test
  void whatWasEditedWhileTheNodeWasDownIsAnEditAndWhatWasNotIsNone() throws IOException {
    Path file = file("catalogue.json");
    ProductManager node = node("one", file);
    node.stop();
    Files.writeString(file, FILE.replace("2.00", "2.50"));
    ProductManager again = node("one", file);
    assertThat(price(again, "B")).as("first the chain is asked").isEqualTo("2.00");
    assertThat(again.chain().edited()).contains(price("B", "2.50"));
    Alone.feed(again);
    look(again);
    // The chain goes on while it is down.
    again.stop();
    ProductManager third = node("one", file);
    third.chain().make(price("B", "9.00"), RevisionId.NONE);
    assertThat(third.chain().edited()).isEmpty();
    look(third);
    assertThat(Files.readString(file)).contains("9.00");
  }

  @Test
  void aNodeThatJoinsTakesTheChainsCatalogueAndKeepsItsOwnFile() throws IOException {
    Path file = file("catalogue.json");
    ProductManager node = node("one", file);
    Path base = folder.resolve("base.json");
    ProductManager other = node("two", file("other.json"));
    other
        .chain()
        .make(
            new CatalogueChange(
                CurrencyUnit.EUR, Map.of("C", product("C", "3.00")), Set.of("A", "B")),
            RevisionId.NONE);
    other.chain().write(base, CatalogueChange.none(CurrencyUnit.EUR));
    CatalogueChange change = node.chain().until(base, price("D", "4.00"));
    node.chain().make(change, RevisionId.NONE);
    assertThat(price(node, "C")).isEqualTo("3.00");
    assertThat(price(node, "D")).isEqualTo("4.00");
    assertThat(price(node, "A")).isEqualTo("none");
    assertThat(node.chain().edited()).isEmpty();
    look(node);
    assertThat(Files.readString(file)).contains("\"C\"", "\"D\"").doesNotContain("\"A\"");
    assertThat(folder.resolve("one/catalogue-before.json")).hasContent(FILE);
  }
}
