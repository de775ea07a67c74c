package supermarket.library.shelf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.Promotions;
import supermarket.basket.api.shelf.CatalogueState;
import supermarket.basket.api.shelf.Deployed;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Revision.Phase;

/** The text of revisions with promotions. ShelfContract is about all else that they have. */
class RevisionTextTest {

  private static final CurrencyUnit EUR = CurrencyUnit.EUR;
  private static final String SHA = "ab".repeat(32);
  private static final CatalogueState BASE =
      new CatalogueState(SHA, CatalogueChange.none(EUR))
          .with(
              CatalogueChange.of(
                  EUR, new Product("A", "", Money.parse("EUR 1.00"), "flat-price", Map.of())));

  private static final Promotions PROMOTIONS =
      Promotions.NONE
          .withSet("drinks", List.of("CO1", "FA1"))
          .with(
              new Promotion(
                  "lunch", "", "n-for-m", Map.of("of", "drinks"), Conditions.NONE, "", 3, false));

  private static Revision revision(CatalogueState catalogue) {
    Deployment deployment =
        new Deployment(
            Instant.parse("2026-12-01T10:00:00Z"),
            Action.CATALOGUE,
            Deployment.COMMAND,
            "promotion lunch",
            "",
            "",
            Outcome.DONE,
            List.of());
    return new Revision(
        "chain", 7, "one", Phase.IN_FORCE, deployment, new Deployed(Map.of(), catalogue));
  }

  private static String write(CatalogueState state) throws IOException {
    return new String(RevisionText.write(revision(state)), UTF_8);
  }

  private static CatalogueState read(String text) throws IOException {
    return RevisionText.readRevision(text.getBytes(UTF_8)).deployed().catalogue();
  }

  private static CatalogueState with(Promotions promotions) {
    return BASE.with(CatalogueChange.of(EUR, promotions));
  }

  @Test
  void promotionsAreReadAsTheyWereWritten() throws IOException {
    for (Promotions each :
        List.of(
            PROMOTIONS,
            PROMOTIONS.without("lunch"),
            Promotions.NONE.withNoOffers(Set.of("A")).withGroups(List.of("b", "a")),
            Promotions.NONE)) {
      CatalogueState state = with(each);
      assertThat(read(write(state))).isEqualTo(state);
      assertThat(read(write(state)).since().promotions()).isEqualTo(each);
    }
  }

  @Test
  void withoutPromotionsTheTextIsTheOneOfBefore() throws IOException {
    assertThat(write(BASE))
        .doesNotContain("promotions")
        .containsPattern("\"catalogue\" : \\{\\s+\"base\" : ");
    assertThat(read(write(BASE))).isEqualTo(BASE);
  }

  /** It steps over the member that it does not know. */
  @Test
  void aReleaseThatKnowsNoPromotionsInARevisionTakesItForNone() throws IOException {
    String unknown = write(with(PROMOTIONS)).replaceFirst("\"promotions\"", "\"unknown\"");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read(unknown))
        .withMessageContaining("its changed is missing");
  }

  @Test
  void whatIsWrongOrOfALaterReleaseIsRefused() throws IOException {
    String right = write(with(PROMOTIONS));
    for (String wrong :
        List.of(
            right.replace("\"at_most\"", "\"at_least\""),
            right.replace("\"at_most\" : \"3\"", "\"at_most\" : \"0\""),
            right.replace("\"kind\"", "\"sort\""),
            right.replace("\"no_offers\"", "\"offers\""),
            right.replace("\"sets\"", "\"set\""),
            right.replace("\"drinks\" :", "\"Drinks!\" :"),
            right.replace("\"parameters\" : {\n          \"of\"", "\"parameters\" : {\n \"\""))) {
      assertThat(wrong).isNotEqualTo(right);
      assertThatExceptionOfType(IOException.class).as(wrong).isThrownBy(() -> read(wrong));
    }
  }
}
