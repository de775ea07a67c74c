package supermarket.product.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.catalogue.CatalogueChange;

/** The file of the promotions as one door of several. */
class PromotionsFileTest {

  private static final String FILE =
      """
      {"promotions": [
        {"id": "two", "kind": "threshold", "parameters": {"pieces": 1, "off": 2.00}}]}
      """;

  @TempDir Path folder;
  private Path file;
  private ProductManager node;

  @BeforeEach
  void begin() throws IOException {
    file = Files.writeString(folder.resolve("promotions.json"), FILE);
    node = node();
    assertThat(node.chain().edited()).isEmpty();
  }

  private ProductManager node() throws IOException {
    Path catalogue =
        Files.writeString(
            folder.resolve("catalogue.json"),
            "{\"products\": [{\"code\": \"A\", \"unit_price\": 1.00, \"strategy\": \"x\"}]}");
    ProductManager begun = Nodes.of(catalogue, folder.resolve("one").resolve("kept.json"), folder);
    begun.begin();
    begun.stage().agree(RevisionId.NONE);
    look(begun);
    return begun;
  }

  private static void look(ProductManager at) {
    at.look();
    at.look();
  }

  @AfterEach
  void stop() {
    node.stop();
  }

  @Test
  void theLastPromotionThatItsAuthorTakesOutOfTheFileGoes() throws IOException {
    Files.writeString(file, "{\"promotions\": []}");
    look(node);
    assertThat(node.chain().edited())
        .get()
        .extracting(CatalogueChange::promotions)
        .satisfies(promotions -> assertThat(promotions.byId()).isEmpty());
    assertThat(Files.readString(file)).doesNotContain("two");
  }

  @Test
  void aFileThatIsDeletedTakesNoPromotionAway() throws IOException {
    Files.delete(file);
    look(node);
    assertThat(node.chain().edited()).isEmpty();
    assertThat(Files.readString(file)).contains("two");
  }
}
