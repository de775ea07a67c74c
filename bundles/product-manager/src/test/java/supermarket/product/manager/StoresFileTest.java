package supermarket.product.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Edition;
import supermarket.basket.api.catalogue.Store;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.operation.Trouble;

/** The file of the stores as one door of several. */
class StoresFileTest {

  private static final String FILE =
      """
      {"stores": [{"id": "1", "name": "Dom"},
                  {"id": "2", "name": "Hafen"}]}
      """;

  private static final Store THIRD =
      new Store("3", "Third", Set.of(), ZoneId.of("UTC"), Stores.DEFAULT_LIST);

  @TempDir Path folder;
  private Path catalogue;
  private Path file;
  private final List<ProductManager> open = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    catalogue =
        Files.writeString(
            folder.resolve("catalogue.json"),
            "{\"products\": [{\"code\": \"A\", \"unit_price\": 1.00, \"strategy\": \"x\"}]}");
    file = folder.resolve("stores.json");
  }

  @AfterEach
  void stop() {
    open.forEach(ProductManager::stop);
  }

  private ProductManager node(String name) {
    ProductManager node = Nodes.of(catalogue, folder.resolve(name).resolve("kept.json"), folder);
    open.add(node);
    node.begin();
    node.stage().agree(RevisionId.NONE);
    look(node);
    return node;
  }

  private static void look(ProductManager node) {
    node.look();
    node.look();
  }

  private static void make(ProductManager node, Stores stores) {
    node.chain().make(CatalogueChange.of(CurrencyUnit.EUR, stores), RevisionId.NONE);
  }

  private static Stores stores(ProductManager node) {
    return node.catalogue().stores();
  }

  private static List<String> troubles(ProductManager node) {
    return node.health().troubles().stream().map(Trouble::toString).toList();
  }

  @Test
  void aNodeBeginsWithTheFile() throws IOException {
    Files.writeString(file, FILE);
    ProductManager node = node("one");
    assertThat(stores(node).byId()).containsOnlyKeys("1", "2");
    assertThat(node.chain().edited()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(FILE);
  }

  @Test
  void withoutAFileNoStoreIsKnownAndNoFileIsMade() {
    ProductManager node = node("one");
    assertThat(stores(node)).isEqualTo(Stores.NONE);
    assertThat(file).doesNotExist();
    assertThat(troubles(node)).noneMatch(each -> each.contains("stores"));
  }

  @Test
  void whatComesByCommandIsWrittenAndNoEdit() throws IOException {
    ProductManager node = node("one");
    make(node, Stores.NONE.with(THIRD));
    look(node);
    assertThat(Files.readString(file)).contains("\"id\": \"3\"");
    look(node);
    assertThat(node.chain().edited()).isEmpty();
    make(node, Stores.NONE.withList("south", CurrencyUnit.EUR));
    look(node);
    assertThat(Files.readString(file)).contains("south").doesNotContain("Third");
    assertThat(node.chain().edited()).isEmpty();
  }

  @Test
  void whatTheAuthorDoesMeanwhileIsNotLost() throws IOException {
    Files.writeString(file, FILE);
    ProductManager node = node("one");
    make(node, stores(node).with(THIRD));
    Files.writeString(file, FILE.replace("Hafen", "Port"));
    look(node);
    Alone.feed(node);
    look(node);
    assertThat(stores(node).get("3")).isEqualTo(THIRD);
    assertThat(stores(node).get("2").name()).isEqualTo("Port");
    assertThat(Files.readString(file)).contains("Third", "Port", "Dom");
    look(node);
    assertThat(node.chain().edited()).isEmpty();
  }

  @Test
  void aStoreThatIsDeletedInTheFileGoes() throws IOException {
    Files.writeString(file, FILE);
    ProductManager node = node("one");
    Files.writeString(file, "{\"stores\": [{\"id\": \"1\", \"name\": \"Dom\"}]}");
    look(node);
    Alone.feed(node);
    assertThat(stores(node).byId()).containsOnlyKeys("1");
  }

  @Test
  void aWrongFileLeavesAllAsItWasAndIsToldAndNotOverwritten() throws IOException {
    Files.writeString(file, FILE);
    ProductManager node = node("one");
    String wrong = FILE.replace("\"id\": \"1\"", "\"id\": \"2\"");
    Files.writeString(file, wrong);
    look(node);
    assertThat(stores(node).byId()).containsOnlyKeys("1", "2");
    assertThat(node.catalogue().problems())
        .anyMatch(each -> each.contains("more than once") && each.contains("stay in force"));
    assertThat(troubles(node)).anyMatch(each -> each.contains("more than once"));
    make(node, stores(node).with(THIRD));
    look(node);
    assertThat(Files.readString(file)).isEqualTo(wrong);
    Files.writeString(file, FILE);
    look(node);
    assertThat(node.chain().edited()).isEmpty();
    assertThat(Files.readString(file)).contains("Third", "Dom", "Hafen");
    assertThat(troubles(node)).noneMatch(each -> each.contains("stores"));
  }

  @Test
  void theFileOfANodeThatStartsAgainIsNoEdit() throws IOException {
    Files.writeString(file, FILE);
    ProductManager node = node("one");
    make(node, stores(node).with(THIRD));
    node.stop();
    open.clear();
    ProductManager again = node("one");
    assertThat(stores(again).byId()).containsOnlyKeys("1", "2", "3");
    assertThat(again.chain().edited()).isEmpty();
  }

  @Test
  void aNodeThatIsBehindDoesNotTakeTheFileBack() throws IOException {
    Files.writeString(file, FILE);
    ProductManager one = node("one");
    ProductManager two = node("two");
    make(one, stores(one).with(THIRD));
    look(one);
    look(two); // has not heard of it yet
    assertThat(two.chain().edited()).isEmpty();
    make(two, stores(one));
    look(two);
    look(one);
    assertThat(one.chain().edited()).isEmpty();
    assertThat(two.chain().edited()).isEmpty();
    assertThat(Files.readString(file)).contains("Third");
  }

  @Test
  void aListThatIsTakenAwayWhileTheAuthorGivesItToAStoreStays() throws IOException {
    String lists = "{\"price_lists\": {\"south\": \"EUR\"}, \"stores\": [%s]}";
    Files.writeString(file, lists.formatted(""));
    ProductManager node = node("one");
    Files.writeString(file, lists.formatted("{\"id\": \"7\", \"price_list\": \"south\"}"));
    make(node, stores(node).withoutList("south"));
    look(node);
    Alone.feed(node);
    assertThat(stores(node).get("7").list()).isEqualTo("south");
    assertThat(node.catalogue().problems()).noneMatch(each -> each.contains("stores"));
  }

  @Test
  void aFileAsItIsDeliveredTakesNoStoreAway() throws IOException {
    Files.writeString(file, FILE);
    node("one").stop();
    open.clear();
    Files.delete(folder.resolve(".stores.json.in-line"));
    Files.writeString(file, "{\"unknown_stores\": \"default_list\", \"stores\": []}");
    ProductManager again = node("one");
    assertThat(again.chain().edited()).isEmpty();
    assertThat(stores(again).byId()).containsOnlyKeys("1", "2");
    assertThat(Files.readString(file)).contains("Dom", "Hafen");
  }

  @Test
  void aNodeTakesWhatAnotherOneWritesIntoTheSharedFileForNoEdit() throws IOException {
    Files.writeString(file, FILE);
    ProductManager one = node("one");
    ProductManager two = node("two");
    Stores first = stores(one);
    make(one, first.with(THIRD));
    one.look(); // writes
    make(two, first.with(THIRD));
    make(two, first); // taken back by command before this node looks at the file
    look(two);
    assertThat(two.chain().edited()).isEmpty();
  }

  @Test
  void storesInTheCataloguesFileAreRefused() throws IOException {
    ProductManager node = node("one");
    Files.writeString(
        catalogue,
        Files.readString(catalogue).replace("{\"products", "{\"stores\": {}, \"products"));
    look(node);
    assertThat(node.catalogue().problems()).anyMatch(each -> each.contains("stores.json"));
    assertThat(node.catalogue().product("A")).isPresent();
  }

  @Test
  void anUnknownStoreIsRefusedOrHasTheDefaultList() throws Exception {
    Files.writeString(file, FILE);
    ProductManager node = node("one");
    UserId known = new UserId("1", "ann");
    UserId unknown = new UserId("9", "ann");
    assertThat(currency(node, unknown)).isEqualTo("EUR");
    Stores refusing =
        new Stores(
            true,
            ZoneId.of("UTC"),
            Map.of("japan", CurrencyUnit.JPY),
            Map.of("1", new Store("1", "", Set.of(), ZoneId.of("UTC"), "japan")));
    make(node, refusing);
    assertThat(currency(node, unknown)).isEqualTo("none");
    assertThat(currency(node, known)).isEqualTo("JPY");
  }

  private static String currency(ProductManager node, UserId user) throws InterruptedException {
    try (Edition edition = node.priceBook().pin(List.of(), RevisionId.NONE, System.nanoTime())) {
      return edition
          .quotes(user, Instant.EPOCH)
          .map(quotes -> quotes.currency().getCode())
          .orElse("none");
    }
  }
}
