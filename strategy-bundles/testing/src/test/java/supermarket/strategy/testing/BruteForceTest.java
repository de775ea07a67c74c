package supermarket.strategy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.library.promotion.examples.Item;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.Reduction;
import supermarket.pricing.api.promotion.Shares;
import supermarket.pricing.api.promotion.Slot;
import supermarket.pricing.api.promotion.Threshold;
import supermarket.pricing.api.promotion.Tier;

/** Cases that others got wrong: the amounts are worked out by hand. */
class BruteForceTest {

  private static final Deal CHEAPEST_OF_THREE =
      Deal.pieces(slot("of", Products.EVERY, 3)).pay(Shares.allBut(3, 1, Share.NOTHING));

  @Test
  void ofEveryThreeTheCheapestIsFree() {
    assertThat(total(CHEAPEST_OF_THREE, "1 A 10.00", "4 B 10.00", "1 C 10.00")).isEqualTo("40.00");
    assertThat(total(CHEAPEST_OF_THREE, "5 A 9.00", "1 B 1.00")).isEqualTo("36.00");
  }

  @Test
  void pairsAreMadeSoThatTheyAreBest() {
    Deal secondAtHalf =
        Deal.pieces(slot("of", Products.EVERY, 2)).pay(Shares.allBut(2, 1, new Share(1, 2)));
    assertThat(total(secondAtHalf, "2 A 20.00", "1 B 15.00", "1 C 5.00")).isEqualTo("47.50");
    assertThat(total(secondAtHalf, "4 A 15.00")).isEqualTo("45.00");
  }

  @Test
  void theGreatestSavingIsNotTakenFirst() {
    // A sandwich and a cola: with the dear sandwich the cheap cola, so that both are sold in pairs.
    Deal deal =
        Deal.pieces(slot("a", some("X", "Y"), 1), slot("b", some("Y", "Z"), 1))
            .off(Money.parse("EUR 1.00"));
    assertThat(total(deal, "1 X 3.00", "2 Y 2.00", "1 Z 2.00")).isEqualTo("7.00");
  }

  @Test
  void anApplicationIsNeverDearerThanItsPieces() {
    Deal deal = Deal.pieces(slot("of", Products.EVERY, 3)).together(Money.parse("EUR 5.00"));
    assertThat(total(deal, "3 A 1.00")).isEqualTo("3.00");
    assertThat(total(deal, "3 A 1.00", "3 B 3.00")).isEqualTo("8.00");
  }

  @Test
  void partsSumUpToTheSaving() {
    Deal deal =
        Deal.rest(
            Products.EVERY,
            List.of(
                new Tier(new Threshold.Pieces(1), new Reduction.Amount(Money.parse("EUR 2.00")))));
    assertThat(lines(deal, "1 A 5.00", "1 B 5.00", "1 C 5.00"))
        .isEqualTo(Map.of("A", "4.33", "B", "4.33", "C", "4.34"));
    assertThat(lines(deal, "1 A 1.00", "1 B 0.00")).isEqualTo(Map.of("A", "0.00", "B", "0.00"));
  }

  @Test
  void missingUnitsGoToTheLargestRemainders() {
    Deal deal =
        Deal.rest(
            Products.EVERY,
            List.of(
                new Tier(
                    new Threshold.Spend(Money.parse("EUR 50.00")),
                    new Reduction.Amount(Money.parse("EUR 15.00")))));
    assertThat(lines(deal, "1 A 22.00", "1 B 14.00", "1 C 43.00", "1 D 7.50", "1 E 0.00"))
        .isEqualTo(Map.of("A", "18.19", "B", "11.57", "C", "35.54", "D", "6.20", "E", "0.00"));
    assertThat(total(deal, "1 A 49.99")).isEqualTo("49.99");
  }

  @Test
  void theTierThatIsBestIsApplied() {
    Deal deal =
        Deal.rest(
            some("A"),
            List.of(
                new Tier(new Threshold.Pieces(2), new Reduction.Each(Money.parse("EUR 9.00"))),
                new Tier(new Threshold.Pieces(5), new Reduction.Each(Money.parse("EUR 8.00"))),
                new Tier(new Threshold.Pieces(6), new Reduction.Part(new Share(1, 100)))));
    assertThat(total(deal, "1 A 10.00")).isEqualTo("10.00");
    assertThat(total(deal, "2 A 10.00")).isEqualTo("18.00");
    assertThat(total(deal, "4 A 10.00", "1 B 1.00")).isEqualTo("37.00");
    assertThat(total(deal, "5 A 10.00")).isEqualTo("40.00");
    assertThat(total(deal, "6 A 10.00")).isEqualTo("48.00");
    assertThat(total(deal, "2 A 8.50")).isEqualTo("17.00");
  }

  @Test
  void saysThatThereIsTooMuchToTry() {
    List<Item> basket =
        IntStream.range(0, 30)
            .mapToObj(i -> new Item("P" + i, 5, Money.parse("EUR " + (i + 1))))
            .toList();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BruteForce.price(CurrencyUnit.EUR, CHEAPEST_OF_THREE, basket))
        .withMessageContaining("fewer pieces");
  }

  private static String total(Deal deal, String... basket) {
    return price(deal, basket).total().getAmount().toPlainString();
  }

  private static Map<String, String> lines(Deal deal, String... basket) {
    return price(deal, basket).lines().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, each -> each.getValue().getAmount().toPlainString()));
  }

  private static Priced price(Deal deal, String... basket) {
    return BruteForce.price(
        CurrencyUnit.EUR,
        deal,
        Arrays.stream(basket)
            .map(item -> item.split(" ", -1))
            .map(
                parts ->
                    new Item(parts[1], Long.parseLong(parts[0]), Money.parse("EUR " + parts[2])))
            .toList());
  }

  private static Slot slot(String name, Products of, long count) {
    return new Slot(name, of, count);
  }

  private static Products some(String... codes) {
    return new Products("some", Set.of(codes));
  }
}
