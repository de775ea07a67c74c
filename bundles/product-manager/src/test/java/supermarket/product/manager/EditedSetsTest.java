package supermarket.product.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static supermarket.product.manager.Promoting.codes;
import static supermarket.product.manager.Promoting.ids;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.operation.Trouble;

/** A slip in a set of the promotions' file takes no promotion out of force. */
class EditedSetsTest {

  private static final String PAIR = promotion("pair", "both");
  private static final String ONE = promotion("one", "first");

  @TempDir private Path folder;
  private Path file;
  private ProductManager node;

  @BeforeEach
  void begin() throws IOException {
    Path catalogue = Files.writeString(folder.resolve("catalogue.json"), Promoting.CATALOGUE);
    file = folder.resolve("promotions.json");
    write("\"both\": [\"A\", \"B\"], \"first\": [\"A\"]", "", PAIR, ONE);
    node = Nodes.of(catalogue, folder.resolve("one").resolve("kept.json"), folder);
    node.begin();
    node.stage().agree(RevisionId.NONE);
    node.use().begin(Promoting.forPrice());
    look();
    assertThat(ids(node)).containsExactly("one", "pair");
  }

  @AfterEach
  void stop() {
    node.stop();
  }

  private static String promotion(String id, String of) {
    return """
    {"id": "%s", "kind": "for-price", "parameters": {"take": 2, "of": "%s", "price": "1.50"}}\
    """
        .formatted(id, of);
  }

  private void write(String sets, String noOffers, String... entries) throws IOException {
    Files.writeString(
        file,
        "{\"sets\": {%s}, \"no_offers\": [%s], \"promotions\": [%s]}\n"
            .formatted(sets, noOffers, String.join(",\n", entries)));
  }

  private void look() {
    node.look();
    node.look();
  }

  /** What its author has done comes into force. */
  private void feed() {
    look();
    Alone.feed(node);
    look();
  }

  private List<String> troubles() {
    return node.health().troubles().stream().map(Trouble::toString).toList();
  }

  @Test
  void aSetThatIsRenamedByMistakeStaysForThoseThatNameIt() throws IOException {
    write("\"bothh\": [\"A\", \"B\"], \"first\": [\"B\"]", "", PAIR, ONE);
    feed();
    assertThat(ids(node)).containsExactly("one", "pair");
    assertThat(codes(node, "pair")).containsExactly("A", "B");
    assertThat(codes(node, "one")).as("what is right comes into force").containsExactly("B");
    assertThat(troubles())
        .anyMatch(each -> each.contains("promotion pair in its file: it would be lost"))
        .noneMatch(each -> each.contains("promotion one"));

    write("\"both\": [\"B\"], \"first\": [\"B\"]", "", PAIR, ONE);
    feed();
    assertThat(codes(node, "pair")).containsExactly("B");
    assertThat(troubles()).noneMatch(each -> each.contains("promotion"));
  }

  @Test
  void aSetOfWhichNothingTakesPartAnyMoreStays() throws IOException {
    write("\"both\": [\"A\", \"B\"], \"first\": [\"A\"]", "\"A\"", PAIR, ONE);
    feed();
    assertThat(ids(node)).containsExactly("one", "pair");
    assertThat(codes(node, "one")).containsExactly("A");
    assertThat(troubles()).anyMatch(each -> each.contains("promotion one in its file"));
  }

  @Test
  void aSetGoesWithThePromotionThatNamesIt() throws IOException {
    write("\"first\": [\"A\"]", "", ONE);
    feed();
    assertThat(ids(node)).containsExactly("one");
    assertThat(troubles()).noneMatch(each -> each.contains("promotion"));
  }

  /** The author corrects the promotion with its set: the former promotion has no set any more. */
  @Test
  void aPromotionThatIsWrongTogetherWithItsSetStaysWithItsFormerSet() throws IOException {
    write("\"pairs\": [\"A\", \"B\"], \"first\": [\"A\"]", "", promotion("pair", "pares"), ONE);
    feed();
    assertThat(ids(node)).containsExactly("one", "pair");
    assertThat(codes(node, "pair")).containsExactly("A", "B");
    assertThat(troubles()).anyMatch(each -> each.contains("promotion pair in its file"));
  }
}
