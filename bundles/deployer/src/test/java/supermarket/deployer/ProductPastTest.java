package supermarket.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.deployment.ProductHistory;
import supermarket.basket.api.deployment.ProductHistory.Step;
import supermarket.basket.api.shelf.CatalogueState;
import supermarket.basket.api.shelf.Deployed;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Revision.Phase;
import supermarket.shelf.FolderShelf;

/** On a real shelf. A content is the price of the only product that it has; empty for none. */
class ProductPastTest {

  private static final CurrencyUnit EUR = CurrencyUnit.EUR;

  @TempDir Path folder;

  private FolderShelf shelf() {
    return FolderShelf.in(folder.resolve("shelf"));
  }

  private static Product tea(String price) {
    return new Product("TEA", "Tea", Money.parse("EUR " + price), "flat-price", Map.of());
  }

  private CatalogueState content(String price) throws IOException {
    Path file = Files.writeString(folder.resolve("content"), price);
    return new CatalogueState(shelf().keep(file), CatalogueChange.none(EUR));
  }

  private void put(String door, Phase phase, CatalogueState catalogue) throws IOException {
    long number = shelf().newest() + 1;
    Deployment deployment =
        new Deployment(
            Instant.ofEpochSecond(number),
            Action.PRODUCT,
            door,
            "TEA",
            "",
            "",
            Outcome.DONE,
            List.of());
    assertThat(
            shelf()
                .put(
                    new Revision(
                        "chain",
                        number,
                        "node-" + number,
                        phase,
                        deployment,
                        new Deployed(Map.of(), catalogue))))
        .isTrue();
  }

  private ProductHistory changes(int most) throws IOException {
    return new ProductPast(
            shelf(),
            (content, code) -> {
              String price = Files.readString(content);
              return price.isEmpty() || !code.equals("TEA")
                  ? Optional.empty()
                  : Optional.of(tea(price));
            },
            "TEA")
        .changes(most);
  }

  private static Step step(long revision, String door, String before, String after) {
    return new Step(
        revision,
        Instant.ofEpochSecond(revision),
        "node-" + revision,
        door,
        before.isEmpty() ? Optional.empty() : Optional.of(tea(before)),
        after.isEmpty() ? Optional.empty() : Optional.of(tea(after)));
  }

  @Test
  void eachChangeIsThereWithItsDoorWhetherItIsInAContentOrSince() throws IOException {
    put("command by ann", Phase.IN_FORCE, CatalogueState.NONE);
    CatalogueState first = content("1.00");
    put(Deployment.FILE, Phase.IN_FORCE, first);
    CatalogueState dearer = first.with(CatalogueChange.of(EUR, tea("1.20")));
    put("command by bob", Phase.PROPOSED, dearer);
    put("command by bob", Phase.IN_FORCE, dearer);
    put("command by eve", Phase.PROPOSED, first.with(CatalogueChange.of(EUR, tea("9.00"))));
    put("command by eve", Phase.WITHDRAWN, dearer);
    CatalogueState other = content("1.30");
    put("import", Phase.IN_FORCE, other);
    put("command by bob", Phase.IN_FORCE, other.with(CatalogueChange.without(EUR, "TEA")));
    put("roll back", Phase.IN_FORCE, dearer);

    assertThat(changes(20))
        .isEqualTo(
            new ProductHistory(
                List.of(
                    step(9, "roll back", "", "1.20"),
                    step(8, "command by bob", "1.30", ""),
                    step(7, "import", "1.20", "1.30"),
                    step(4, "command by bob", "1.00", "1.20"),
                    step(2, Deployment.FILE, "", "1.00")),
                1));
    assertThat(changes(2).steps()).hasSize(2);
  }

  @Test
  void whatIsNotThereHasNoChange() throws IOException {
    assertThat(changes(20)).isEqualTo(new ProductHistory(List.of(), 1));
    put("command by ann", Phase.IN_FORCE, content(""));
    assertThat(changes(20)).isEqualTo(new ProductHistory(List.of(), 1));
  }

  @Test
  void aProductThatWasThereWithTheFirstRevisionCameWithIt() throws IOException {
    put(Deployment.FILE, Phase.IN_FORCE, content("1.00"));
    put("command by ann", Phase.IN_FORCE, content("1.00"));
    assertThat(changes(20).steps()).containsExactly(step(1, Deployment.FILE, "", "1.00"));
  }

  @Test
  void whatIsNotKeptAnyMoreIsNotTakenForAChange() throws IOException {
    put(Deployment.FILE, Phase.IN_FORCE, content("1.00"));
    put("command by ann", Phase.IN_FORCE, content("2.00"));
    put("command by ann", Phase.IN_FORCE, content("2.00"));
    try (var files = Files.walk(folder.resolve("shelf"))) {
      for (Path file :
          files.filter(each -> each.getFileName().toString().matches("0*1[.].*")).toList()) {
        Files.delete(file);
      }
    }
    assertThat(shelf().revision(1)).isEmpty();
    assertThat(changes(20)).isEqualTo(new ProductHistory(List.of(), 2));
  }
}
