package supermarket.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.Promotions;

class PromotionNotesTest {

  private static Promotion promotion(String id, String price) {
    return new Promotion(
        id, "", "bundle", Map.of("price", price), Conditions.NONE, "", Long.MAX_VALUE, false);
  }

  private static List<String> notes(Promotions before, Promotions after) {
    return PromotionNotes.of(before, after);
  }

  @Test
  void withoutAChangeThereIsNothingToSay() {
    Promotions some = Promotions.NONE.with(promotion("a", "1.00"));
    assertThat(notes(some, null)).isEmpty();
    assertThat(notes(some, some)).isEmpty();
  }

  @Test
  void aPromotionComesChangesAndGoes() {
    Promotions some = Promotions.NONE.with(promotion("a", "1.00"));
    assertThat(notes(Promotions.NONE, some))
        .containsExactly("promotion a: none -> bundle {price=1.00}");
    assertThat(notes(some, some.with(promotion("a", "2.00"))))
        .containsExactly("promotion a: bundle {price=1.00} -> bundle {price=2.00}");
    assertThat(notes(some, Promotions.NONE))
        .containsExactly("promotion a: bundle {price=1.00} -> none");
  }

  @Test
  void whatElseIsWrittenOfAPromotionIsTold() {
    Promotion dark = new Promotion("a", "Lunch", "bundle", Map.of(), Conditions.NONE, "g", 3, true);
    assertThat(notes(Promotions.NONE, Promotions.NONE.with(dark)))
        .containsExactly("promotion a: none -> bundle, name Lunch, group g, at_most 3, dark true");
  }

  @Test
  void setsExclusionsAndGroupsAreTold() {
    Promotions some =
        Promotions.NONE
            .withSet("s", List.of("B", "A"))
            .withNoOffers(List.of("D"))
            .withGroups(List.of("y", "x"));
    assertThat(notes(Promotions.NONE, some))
        .containsExactly(
            "set s: none -> [A, B]", "products without offers: [] -> [D]", "groups: [] -> [y, x]");
    assertThat(notes(some, some.withGroups(List.of("x", "y"))))
        .containsExactly("groups: [y, x] -> [x, y]");
  }

  @Test
  void aLargeSetIsCountedAndManyNotesAreToo() {
    List<String> codes = IntStream.range(0, 11).mapToObj(i -> "P" + i).toList();
    assertThat(notes(Promotions.NONE, Promotions.NONE.withSet("s", codes)))
        .containsExactly("set s: none -> 11 products");
    Promotions many = Promotions.NONE;
    for (int i = 0; i < 12; i++) {
      many = many.with(promotion("p" + i, "1.00"));
    }
    assertThat(notes(Promotions.NONE, many))
        .hasSize(11)
        .last()
        .isEqualTo("and 2 more of the promotions");
  }

  /** A journal has a line for each. */
  @Test
  void aNoteIsPlainAndShort() {
    Promotion wordy =
        new Promotion(
            "a",
            "\u202e",
            "bundle",
            Map.of("text", "x".repeat(1_000)),
            Conditions.NONE,
            "",
            Long.MAX_VALUE,
            false);
    assertThat(notes(Promotions.NONE, Promotions.NONE.with(wordy)))
        .singleElement()
        .asString()
        .hasSizeLessThan(400)
        .doesNotContain("\u202e");
  }

  /** Otherwise the journal would say that nothing has changed. */
  @Test
  void largeSetsOfOneSizeThatDifferAreTold() {
    List<String> codes = IntStream.range(0, 11).mapToObj(i -> "P" + i).toList();
    List<String> others = IntStream.range(1, 12).mapToObj(i -> "P" + i).toList();
    assertThat(
            notes(
                Promotions.NONE.withSet("s", codes).withNoOffers(codes),
                Promotions.NONE.withSet("s", others).withNoOffers(others)))
        .containsExactly(
            "set s: 11 products -> 11 products, not the same",
            "products without offers: 11 products -> 11 products, not the same");
  }
}
