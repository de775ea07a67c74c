package supermarket.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;
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
import supermarket.library.shelf.RevisionText;

class RevisionBoundTest {

  private static final CurrencyUnit EUR = CurrencyUnit.EUR;
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private static CatalogueChange products(int count, String name) {
    Map<String, Product> all = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      String code = "P" + i;
      all.put(code, new Product(code, name, Money.parse("EUR 1.00"), "flat-price", Map.of()));
    }
    return new CatalogueChange(EUR, all, Set.of());
  }

  private static Promotion promotion(String id, Map<String, String> parameters) {
    return new Promotion(id, "", "k", parameters, Conditions.NONE, "", Long.MAX_VALUE, false);
  }

  private static List<String> codes(int count) {
    return IntStream.range(0, count).mapToObj("%08d"::formatted).toList();
  }

  private static CatalogueChange of(Promotions promotions) {
    return CatalogueChange.of(EUR, promotions);
  }

  @Test
  void productsAreBoundByTheirNumberAndTheirText() {
    assertThat(RevisionBound.isBeyond(products(200, ""))).isFalse();
    assertThat(RevisionBound.isBeyond(products(201, ""))).isTrue();
    assertThat(RevisionBound.isBeyond(products(200, "x".repeat(1_000)))).isTrue();
  }

  @Test
  void storesAreKeptWithTheWholeCatalogue() {
    assertThat(RevisionBound.isBeyond(CatalogueChange.of(EUR, Stores.NONE))).isTrue();
  }

  @Test
  void promotionsAreKeptInARevisionAsLongAsTheyAreNotTooLong() {
    Promotions few = Promotions.NONE.with(promotion("a", Map.of("of", "A")));
    assertThat(RevisionBound.isBeyond(of(few))).isFalse();
    assertThat(RevisionBound.isBeyond(of(Promotions.NONE))).as("the last one goes").isFalse();
    assertThat(RevisionBound.isBeyond(products(200, "").then(of(few)))).isFalse();
  }

  @Test
  void eachPartOfPromotionsCounts() {
    // 12 letters each, with what parts them
    assertBound(count -> Promotions.NONE.withSet("s", codes(count)), 16_666);
    assertBound(count -> Promotions.NONE.withNoOffers(codes(count)), 16_666);
    assertBound(
        count ->
            Promotions.NONE.withGroups(
                codes(count / 2).stream().map(each -> each + "-".repeat(8) + "abcdefgh").toList()),
        14_284);
    Map<String, String> parameters =
        IntStream.range(0, 32)
            .boxed()
            .collect(Collectors.toMap(i -> "p%02d".formatted(i), i -> "v".repeat(985)));
    assertBound(
        count ->
            IntStream.range(0, count)
                .mapToObj(i -> promotion("p%d".formatted(i), parameters))
                .reduce(Promotions.NONE, Promotions::with, (one, other) -> one),
        6);
  }

  private static void assertBound(IntFunction<Promotions> promotions, int within) {
    assertThat(RevisionBound.isBeyond(of(promotions.apply(within)))).isFalse();
    assertThat(RevisionBound.isBeyond(of(promotions.apply(within + 2)))).isTrue();
  }

  @Test
  void productsAndPromotionsShareTheBoundOfText() {
    CatalogueChange products = products(200, "x".repeat(500));
    CatalogueChange promotions = of(Promotions.NONE.withSet("s", codes(10_000)));
    assertThat(RevisionBound.isBeyond(products)).isFalse();
    assertThat(RevisionBound.isBeyond(promotions)).isFalse();
    assertThat(RevisionBound.isBeyond(products.then(promotions))).isTrue();
  }

  /** What takes the most bytes for its text: many short texts, of letters that are escaped. */
  @Test
  void whatIsWithinTheBoundCanBeReadFromTheShelf() throws IOException {
    assertReadable(
        count ->
            Promotions.NONE.withNoOffers(
                IntStream.range(0, count).mapToObj(i -> "\u0001" + (char) (0x100 + i)).toList()));
    assertReadable(
        count ->
            Promotions.NONE.withNoOffers(
                IntStream.range(0, count / 100).mapToObj(i -> "\u0001".repeat(500) + i).toList()));
    Promotions all = Promotions.NONE;
    Map<String, String> parameters =
        IntStream.range(0, 32)
            .boxed()
            .collect(Collectors.toMap(i -> "" + (char) ('A' + i), i -> ""));
    for (int i = 0; !RevisionBound.isBeyond(of(all)); i++) {
      all = all.with(promotion("p" + i, parameters));
    }
    assertThat(written(of(all.without("p0"))).length).isBetween(200_000, MOST_BYTES);
  }

  private static void assertReadable(IntFunction<Promotions> promotions) throws IOException {
    int count = 40_000;
    while (RevisionBound.isBeyond(of(promotions.apply(count)))) {
      count -= 500;
    }
    assertThat(written(of(promotions.apply(count))).length).isBetween(200_000, MOST_BYTES);
  }

  private static byte[] written(CatalogueChange since) throws IOException {
    Deployment deployment =
        new Deployment(
            Instant.EPOCH, Action.CATALOGUE, Deployment.FILE, "", "", "", Outcome.DONE, List.of());
    CatalogueState state = new CatalogueState("ab".repeat(32), since);
    Revision revision =
        new Revision("c", 1, "n", Phase.IN_FORCE, deployment, new Deployed(Map.of(), state));
    byte[] text = RevisionText.write(revision);
    assertThat(RevisionText.readRevision(text)).isEqualTo(revision);
    return text;
  }
}
