package supermarket.pricing.api.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.pricing.api.Share;

class DealTest {

  private static final Money EUR = Money.parse("EUR 4.50");
  private static final Money DEBT = Money.parse("EUR -0.01");
  private static final Share HALF = new Share(1, 2);
  private static final Tier TIER = new Tier(new Threshold.Pieces(1), new Reduction.Part(HALF));

  @Test
  void makesADealOfPieces() {
    Slot main = slot("main", 1);
    Slot drink = slot("drink", 2);
    assertThat(Deal.pieces(main, drink).together(EUR))
        .isEqualTo(new Deal.Pieces(List.of(main, drink), new Pay.Together(EUR)));
    assertThat(Deal.pieces(main).off(EUR))
        .isEqualTo(new Deal.Pieces(List.of(main), new Pay.Off(EUR)));
    assertThat(Deal.pieces(drink).pay(List.of(Share.WHOLE, HALF)))
        .isEqualTo(
            new Deal.Pieces(List.of(drink), new Pay.Each(List.of(List.of(Share.WHOLE, HALF)))));
    assertThat(Deal.pieces(main, drink).payEach(List.of(List.of(HALF), List.of(Share.WHOLE, HALF))))
        .isEqualTo(
            new Deal.Pieces(
                List.of(main, drink),
                new Pay.Each(List.of(List.of(HALF), List.of(Share.WHOLE, HALF)))));
  }

  @Test
  void refusesSlotsThatAreNoneTooManyOrOfOneName() {
    refuses(() -> Deal.pieces().off(EUR), "a promotion has 1 to 8 slots, not 0");
    List<Slot> nine = IntStream.range(0, 9).mapToObj(i -> slot("slot" + i, 1)).toList();
    refuses(() -> Deal.pieces(nine).off(EUR), "a promotion has 1 to 8 slots, not 9");
    assertThat(Deal.pieces(nine.subList(0, 8)).off(EUR)).isNotNull();
    refuses(() -> Deal.pieces(slot("a", 1), slot("a", 2)).off(EUR), "two slots have the name 'a'");
  }

  @Test
  void refusesMorePiecesThanOneApplicationTakes() {
    assertThat(Deal.pieces(slot("a", 50), slot("b", 50)).off(EUR)).isNotNull();
    refuses(
        () -> Deal.pieces(slot("a", 50), slot("b", 51)).off(EUR),
        "101 pieces, but one application takes at most 100");
  }

  @Test
  void refusesSharesThatAreNotThoseOfTheSlots() {
    refuses(() -> Deal.pieces(slot("a", 2)).pay(List.of(HALF)), "1 shares for the 2 pieces of 'a'");
    refuses(
        () -> Deal.pieces(slot("a", 1), slot("b", 1)).pay(List.of(HALF)),
        "shares for 1 of 2 slots");
  }

  @Test
  void refusesNegativeAmounts() {
    refuses(() -> new Pay.Together(DEBT), "EUR -0.01 is negative");
    refuses(() -> new Pay.Off(DEBT), "EUR -0.01 is negative");
    refuses(() -> new Reduction.Amount(DEBT), "EUR -0.01 is negative");
    refuses(() -> new Reduction.Each(DEBT), "EUR -0.01 is negative");
    refuses(() -> new Threshold.Spend(DEBT), "from EUR -0.01 on");
    refuses(() -> new Threshold.Pieces(0), "from 0 pieces on");
  }

  @Test
  void hasOneToAHundredTiers() {
    assertThat(Deal.rest(Products.EVERY, Collections.nCopies(100, TIER))).isNotNull();
    refuses(() -> Deal.rest(Products.EVERY, List.of()), "a promotion has 1 to 100 tiers, not 0");
    refuses(
        () -> Deal.rest(Products.EVERY, Collections.nCopies(101, TIER)),
        "a promotion has 1 to 100 tiers, not 101");
  }

  @Test
  void isNotTouchedByLaterChanges() {
    List<Slot> slots = new ArrayList<>(List.of(slot("a", 1)));
    List<Share> shares = new ArrayList<>(List.of(HALF));
    List<List<Share>> each = new ArrayList<>(List.of(shares));
    List<Tier> tiers = new ArrayList<>(List.of(TIER));
    Deal pieces = Deal.pieces(slots).payEach(each);
    Deal rest = Deal.rest(Products.EVERY, tiers);
    slots.clear();
    shares.clear();
    each.clear();
    tiers.clear();

    assertThat(pieces).isEqualTo(Deal.pieces(slot("a", 1)).pay(List.of(HALF)));
    assertThat(rest).isEqualTo(Deal.rest(Products.EVERY, List.of(TIER)));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 101, Long.MAX_VALUE})
  void refusesASlotOfNoOrTooManyPieces(long count) {
    refuses(() -> slot("a", count), count + " pieces of 'a', but one application takes 1 to 100");
  }

  @Test
  void refusesASlotWithoutAName() {
    refuses(() -> slot("", 1), "a slot without a name");
  }

  @Test
  void productsAreThoseNamedInOrderOrAll() {
    Set<String> codes = new HashSet<>(List.of("C", "A", "B"));
    Products some = new Products("some", codes);
    codes.clear();

    assertThat(some.codes()).containsExactly("A", "B", "C");
    assertThat(some).isEqualTo(new Products("some", Set.of("A", "B", "C")));
    assertThat(some.isEvery()).isFalse();
    assertThat(some.contains("A")).isTrue();
    assertThat(some.contains("D")).isFalse();
    assertThat(Products.EVERY.isEvery()).isTrue();
    assertThat(Products.EVERY.contains("D")).isTrue();
    assertThatThrownBy(() -> some.codes().remove("A"))
        .isInstanceOf(UnsupportedOperationException.class);
    refuses(() -> new Products("none", Set.of()), "'none' with 0 products");
    refuses(() -> new Products("all", Set.of("A")), "'all' with 1 products");
  }

  @Test
  void sharesAreThoseOfAllOrOfAllButTheCheapest() {
    assertThat(Shares.each(2, HALF)).containsExactly(HALF, HALF);
    assertThat(Shares.allBut(3, 1, Share.NOTHING))
        .containsExactly(Share.WHOLE, Share.WHOLE, Share.NOTHING);
    assertThat(Shares.allBut(2, 0, HALF)).containsExactly(Share.WHOLE, Share.WHOLE);
    assertThat(Shares.allBut(2, 2, HALF)).containsExactly(HALF, HALF);
    refuses(() -> Shares.allBut(2, 3, HALF), "the cheapest 3 of 2 pieces: there are not so many");
    refuses(() -> Shares.allBut(2, -1, HALF), "the cheapest -1 of 2 pieces: there are not so many");
    refuses(
        () -> Shares.each(Long.MAX_VALUE, HALF),
        Long.MAX_VALUE + " pieces, but one application takes at most 100");
  }

  private static Slot slot(String name, long count) {
    return new Slot(name, Products.EVERY, count);
  }

  private static void refuses(Runnable making, String message) {
    assertThatIllegalArgumentException().isThrownBy(making::run).withMessage(message);
  }
}
