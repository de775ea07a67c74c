package supermarket.product.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static supermarket.product.manager.Promoting.change;
import static supermarket.product.manager.Promoting.ids;
import static supermarket.product.manager.Promoting.two;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
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
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.Promotions;
import supermarket.product.manager.strategy.RegisteredStrategy;

/** The file of the promotions as one door of several. */
class PromotionsDoorTest {

  private static final String A =
      """
      {"id": "a", "kind": "for-price", "parameters": {"take": 2, "of": "A", "price": "1.50"}}\
      """;

  private static final String B =
      """
      {"id": "b", "kind": "for-price", "parameters": {"take": 2, "of": "B", "price": "3.00"}}\
      """;

  @TempDir Path folder;
  private Path catalogue;
  private Path file;
  private final List<ProductManager> open = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    catalogue = Files.writeString(folder.resolve("catalogue.json"), Promoting.CATALOGUE);
    file = folder.resolve("promotions.json");
  }

  @AfterEach
  void stop() {
    open.forEach(ProductManager::stop);
  }

  private static String file(String... entries) {
    return "{\"promotions\": [\n" + String.join(",\n", entries) + "]}\n";
  }

  private void write(String... entries) throws IOException {
    Files.writeString(file, file(entries));
  }

  private ProductManager node(String name) {
    return node(name, Promoting.forPrice());
  }

  private ProductManager node(String name, RegisteredStrategy... kinds) {
    return node(name, folder, kinds);
  }

  private ProductManager node(String name, Path etc, RegisteredStrategy... kinds) {
    ProductManager node = Nodes.of(catalogue, folder.resolve(name).resolve("kept.json"), etc);
    open.add(node);
    node.begin();
    node.stage().agree(RevisionId.NONE);
    List.of(kinds).forEach(node.use()::begin);
    look(node);
    return node;
  }

  private static void look(ProductManager node) {
    node.look();
    node.look();
  }

  /** What its author has done comes into force. */
  private static void feed(ProductManager node) {
    look(node);
    Alone.feed(node);
    look(node);
  }

  private static Promotions promotions(ProductManager node) {
    return node.catalogue().promotions();
  }

  private static String price(ProductManager node, String id) {
    return promotions(node).byId().get(id).parameters().get("price");
  }

  private static List<String> troubles(ProductManager node) {
    return node.health().troubles().stream().map(Trouble::toString).toList();
  }

  @Test
  void aNodeBeginsWithTheFile() throws IOException {
    write(A, B);
    ProductManager node = node("one");
    assertThat(ids(node)).containsExactly("a", "b");
    assertThat(node.chain().edited()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(file(A, B));
    assertThat(troubles(node)).noneMatch(each -> each.contains("promotion"));
  }

  @Test
  void withoutAFileThereAreNoneAndNoFileIsMade() {
    ProductManager node = node("one");
    assertThat(promotions(node)).isEqualTo(Promotions.NONE);
    assertThat(file).doesNotExist();
    assertThat(troubles(node)).noneMatch(each -> each.contains("promotion"));
  }

  @Test
  void anEditIsAskedForAndInForceWhenItIsAgreedOn() throws IOException {
    write(A);
    ProductManager node = node("one");
    write(A.replace("1.50", "1.40"), B);
    look(node);
    CatalogueChange wanted = node.chain().edited().orElseThrow();
    assertThat(wanted.promotions().byId().keySet()).containsExactly("a", "b");
    assertThat(wanted.size()).isZero();
    assertThat(price(node, "a")).isEqualTo("1.50");
    Alone.make(node, wanted, false);
    assertThat(ids(node)).containsExactly("a", "b");
    assertThat(price(node, "a")).isEqualTo("1.40");
    assertThat(node.chain().edited()).isEmpty();
  }

  @Test
  void whatComesByCommandIsWrittenAndNoEdit() throws IOException {
    ProductManager node = node("one");
    change(node, all -> all.withSet("s", List.of("A")).with(two("c", "s", "1.00")));
    look(node);
    assertThat(Files.readString(file)).contains("\"c\"", "\"s\"");
    look(node);
    assertThat(node.chain().edited()).isEmpty();
    change(node, all -> all.without("c"));
    look(node);
    assertThat(Files.readString(file)).doesNotContain("\"c\"");
    assertThat(node.chain().edited()).isEmpty();
  }

  /** Others who may read the catalogue would be shut out. */
  @Test
  void whatIsWrittenHasTheModeOfTheFileOrOfTheCatalogues() throws IOException {
    Files.setPosixFilePermissions(catalogue, PosixFilePermissions.fromString("rw-r--r--"));
    ProductManager node = node("one");
    change(node, all -> all.with(two("a", "A", "1.50")));
    look(node);
    assertThat(mode()).isEqualTo("rw-r--r--");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    look(node);
    change(node, all -> all.with(two("b", "B", "3.00")));
    look(node);
    assertThat(Files.readString(file)).contains("\"b\"");
    assertThat(mode()).isEqualTo("rw-rw-r--");
  }

  private String mode() throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aPromotionThatIsDeletedInTheFileGoes() throws IOException {
    write(A, B);
    ProductManager node = node("one");
    write(B);
    feed(node);
    assertThat(ids(node)).containsExactly("b");
    assertThat(node.chain().edited()).isEmpty();
    Files.writeString(file, file());
    feed(node);
    assertThat(promotions(node).byId()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(file());
  }

  @Test
  void aFileThatIsDeletedTakesNoPromotionAway() throws IOException {
    write(A);
    ProductManager node = node("one");
    Files.delete(file);
    feed(node);
    assertThat(ids(node)).containsExactly("a");
    assertThat(Files.readString(file)).contains("\"a\"");
  }

  @Test
  void aWrongEntryKeepsWhatWasGoodBeforeAndHoldsBackNoOther() throws IOException {
    write(A, B);
    ProductManager node = node("one");
    String wrong =
        file(A.replace("\"take\"", "\"taken\": [], \"take\""), B.replace("3.00", "2.50"));
    Files.writeString(file, wrong);
    feed(node);
    assertThat(price(node, "a")).isEqualTo("1.50");
    assertThat(price(node, "b")).isEqualTo("2.50");
    assertThat(ids(node)).containsExactly("a", "b");
    assertThat(troubles(node))
        .anyMatch(each -> each.contains("promotion a in its file: parameter 'taken'"))
        .anyMatch(each -> each.contains("(line 2)"));
    assertThat(node.chain().edited()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(wrong);
  }

  /** Which one it was before cannot be told. */
  @Test
  void anEntryWhoseIdIsWrongTakesNoOtherAway() throws IOException {
    write(A, B);
    ProductManager node = node("one");
    for (String id : List.of("\"id\": \"A\", ", "\"id\": [], ", "")) {
      write(A.replace("\"id\": \"a\", ", id), B);
      feed(node);
      assertThat(ids(node)).as(id).containsExactly("a", "b");
    }
    write(A.replace("\"kind\"", "\"kin\""));
    feed(node);
    assertThat(ids(node)).containsExactly("a");
  }

  @Test
  void aCommandIsNotWrittenOverAMistakeAndIsWrittenWhenThatIsMended() throws IOException {
    write(A, B);
    ProductManager node = node("one");
    String wrong = file(A.replace("\"kind\"", "\"kin\""), B);
    Files.writeString(file, wrong);
    feed(node);
    change(node, all -> all.with(two("c", "A", "1.00")));
    feed(node);
    assertThat(Files.readString(file)).isEqualTo(wrong);
    assertThat(ids(node)).containsExactly("a", "b", "c");
    write(A, B);
    feed(node);
    assertThat(Files.readString(file)).contains("\"c\"", "\"a\"", "\"b\"");
    assertThat(ids(node)).containsExactly("a", "b", "c");
    assertThat(troubles(node)).noneMatch(each -> each.contains("promotion"));
  }

  @Test
  void aFileThatIsNoJsonLeavesAllAsItWasAndIsToldAndNotOverwritten() throws IOException {
    write(A, B);
    ProductManager node = node("one");
    Files.writeString(file, "{\"promotions\": [");
    feed(node);
    change(node, all -> all.with(two("c", "A", "1.00")));
    feed(node);
    assertThat(ids(node)).containsExactly("a", "b", "c");
    assertThat(troubles(node))
        .anyMatch(each -> each.contains("not JSON") && each.contains("stay in force"));
    assertThat(node.catalogue().problems()).anyMatch(each -> each.contains("not JSON"));
    assertThat(Files.readString(file)).isEqualTo("{\"promotions\": [");
  }

  @Test
  void whatAKindRefusesIsLeftOutAndToldAndTheRestComes() throws IOException {
    write(A);
    ProductManager node = node("one");
    String refused =
        file(A.replace("1.50", "x"), B, B.replace("\"b\"", "\"c\"").replace("3.00", "-1"));
    Files.writeString(file, refused);
    feed(node);
    assertThat(ids(node)).containsExactly("a", "b");
    assertThat(price(node, "a")).isEqualTo("1.50");
    assertThat(troubles(node))
        .anyMatch(each -> each.contains("promotion a in its file: promotion kind for-price"))
        .anyMatch(each -> each.contains("parameter 'price' is 'x'"))
        .anyMatch(each -> each.contains("promotion c in its file"));
    assertThat(node.chain().edited()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(refused);
    write(A.replace("1.50", "1.20"), B);
    feed(node);
    assertThat(price(node, "a")).isEqualTo("1.20");
    assertThat(troubles(node)).noneMatch(each -> each.contains("promotion"));
  }

  @Test
  void anEntryWhoseKindIsNotThereYetComesWithTheKind() throws IOException {
    ProductManager node = node("one", new RegisteredStrategy[0]);
    write(A);
    feed(node);
    assertThat(promotions(node).byId()).isEmpty();
    assertThat(troubles(node))
        .anyMatch(
            each ->
                each.contains("promotion a in its file")
                    && each.contains("no live promotion kind is named 'for-price'"));
    node.use().begin(Promoting.forPrice());
    feed(node);
    assertThat(ids(node)).containsExactly("a");
    assertThat(troubles(node)).noneMatch(each -> each.contains("promotion"));
  }

  @Test
  void whatTheAuthorDoesMeanwhileIsNotLost() throws IOException {
    write(A, B);
    ProductManager node = node("one");
    change(node, all -> all.with(two("c", "A", "1.00")));
    write(A.replace("1.50", "1.40"), B);
    feed(node);
    assertThat(ids(node)).containsExactly("a", "b", "c");
    assertThat(price(node, "a")).isEqualTo("1.40");
    assertThat(Files.readString(file)).contains("1.40", "\"c\"");
    assertThat(node.chain().edited()).isEmpty();
  }

  @Test
  void aCommandAfterAnEditIsNotRevertedByTheNextLook() throws IOException {
    write(A, B);
    ProductManager node = node("one");
    write(A.replace("1.50", "1.40"), B);
    feed(node);
    change(node, all -> all.with(two("a", "A", "1.30")));
    feed(node);
    assertThat(price(node, "a")).isEqualTo("1.30");
    assertThat(Files.readString(file)).contains("1.30").doesNotContain("1.40");
  }

  /** The file is not written then: it still says what its author wanted once. */
  @Test
  void aCommandAfterAnEditIsNotRevertedWhileAnotherEntryIsWrongOrRefused() throws IOException {
    for (String b : List.of(B.replace("\"kind\"", "\"kin\""), B.replace("3.00", "x"))) {
      write(A, B);
      ProductManager node = node("of-" + b.length());
      feed(node);
      write(A.replace("1.50", "1.40"), b);
      feed(node);
      assertThat(price(node, "a")).isEqualTo("1.40");
      change(node, all -> all.with(two("a", "A", "1.30")));
      feed(node);
      assertThat(price(node, "a")).isEqualTo("1.30");
      assertThat(price(node, "b")).isEqualTo("3.00");
      change(node, all -> all.without("a"));
      feed(node);
      assertThat(ids(node)).containsExactly("b");
      write(A, B);
      feed(node);
      assertThat(ids(node)).containsExactly("a", "b");
      node.stop();
      open.clear();
    }
  }

  @Test
  void theFileOfANodeThatStartsAgainIsNoEdit() throws IOException {
    write(A);
    ProductManager node = node("one");
    change(node, all -> all.with(two("c", "A", "1.00")).withNoOffers(List.of("B")));
    node.stop();
    open.clear();
    ProductManager again = node("one");
    assertThat(ids(again)).containsExactly("a", "c");
    assertThat(promotions(again).noOffers()).containsExactly("B");
    assertThat(again.chain().edited()).isEmpty();
  }

  @Test
  void whatIsInForceIsKeptWithoutTheFile() throws IOException {
    write(A);
    node("one").stop();
    open.clear();
    Files.delete(file);
    ProductManager again = node("one");
    assertThat(ids(again)).containsExactly("a");
    assertThat(again.chain().edited()).isEmpty();
    assertThat(Files.readString(file)).contains("\"a\"");
  }

  @Test
  void aCatalogueThatWasKeptBeforeThereWerePromotionsIsUsed() throws IOException {
    node("one").stop();
    open.clear();
    Path kept = folder.resolve("one").resolve("kept.json");
    assertThat(Files.readString(kept)).doesNotContain("promotions");
    write(A);
    ProductManager again = node("one");
    feed(again);
    assertThat(ids(again)).containsExactly("a");
  }

  @Test
  void aNodeThatIsBehindDoesNotTakeTheSharedFileBack() throws IOException {
    write(A);
    ProductManager one = node("one");
    ProductManager two = node("two");
    CatalogueChange change = one.chain().promotions(all -> all.with(two("c", "A", "1.00")));
    Alone.make(one, change, true);
    look(one);
    look(two); // has not heard of it yet
    assertThat(two.chain().edited()).isEmpty();
    Alone.make(two, change, true);
    look(two);
    look(one);
    assertThat(one.chain().edited()).isEmpty();
    assertThat(two.chain().edited()).isEmpty();
    assertThat(ids(two)).containsExactly("a", "c");
    assertThat(Files.readString(file)).contains("\"c\"");
  }

  @Test
  void promotionsInTheCataloguesFileAreRefused() throws IOException {
    ProductManager node = node("one");
    Files.writeString(
        catalogue, Promoting.CATALOGUE.replace("{\"products", "{\"promotions\": {}, \"products"));
    look(node);
    assertThat(node.catalogue().problems()).anyMatch(each -> each.contains("promotions.json"));
    assertThat(node.catalogue().product("A")).isPresent();
  }

  @Test
  void aProductAndItsPromotionComeTogether() throws IOException {
    ProductManager node = node("one");
    Files.writeString(catalogue, Promoting.CATALOGUE.replace("\"B\"", "\"C\""));
    write(B.replace("\"of\": \"B\"", "\"of\": \"C\""));
    feed(node);
    feed(node);
    assertThat(ids(node)).containsExactly("b");
    assertThat(Promoting.codes(node, "b")).containsExactly("C");
    assertThat(Map.copyOf(promotions(node).byId())).hasSize(1);
  }

  @Test
  void aNodeThatJoinsTakesThePromotionsOfTheContentOrThoseThatHaveComeSince() throws IOException {
    ProductManager one = node("one");
    change(one, all -> all.with(two("a", "A", "1.50")).with(two("b", "B", "3.00")));
    Path base = folder.resolve("base.json");
    one.chain().write(base, CatalogueChange.none(CurrencyUnit.EUR));
    CatalogueChange since = one.chain().promotions(all -> all.without("a"));
    Alone.make(one, since, true);

    file = folder.resolve("other/promotions.json");
    catalogue = Files.createDirectories(folder.resolve("other")).resolve("catalogue.json");
    Files.writeString(catalogue, Promoting.CATALOGUE);
    ProductManager late = node("late", catalogue.getParent(), Promoting.forPrice());
    assertThat(promotions(late)).isEqualTo(Promotions.NONE);
    CatalogueChange nothing = CatalogueChange.none(CurrencyUnit.EUR);
    Alone.make(late, late.chain().until(base, nothing), false);
    assertThat(ids(late)).containsExactly("a", "b");
    Alone.make(late, late.chain().until(base, since), false);
    assertThat(ids(late)).containsExactly("b");
    assertThat(promotions(late)).isEqualTo(promotions(one));
    assertThat(late.chain().until(base, since).promotions()).isNull();
    look(late);
    assertThat(Files.readString(file)).contains("\"b\"").doesNotContain("\"a\"");
  }

  /** Nobody could read the revision. */
  @Test
  void promotionsThatCannotBeWrittenAreRefused() {
    ProductManager node = node("one");
    LocalDateTime nanos = LocalDateTime.parse("2026-12-24T18:00:00.000000001");
    Promotion right = two("a", "A", "1.50");
    Promotion unwritable = right.with(right.conditions().endedAt(nanos));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> node.chain().promotions(all -> all.with(unwritable)))
        .withMessageContaining("'until'");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                node.chain()
                    .promotions(
                        all -> new Promotions(Map.of(), Set.of(), List.of(), Map.of("b", right))))
        .withMessageContaining("promotion b");
    assertThat(promotions(node)).isEqualTo(Promotions.NONE);
  }
}
