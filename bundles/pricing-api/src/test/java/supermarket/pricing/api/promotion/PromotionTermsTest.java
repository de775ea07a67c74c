package supermarket.pricing.api.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.pricing.api.Share;

class PromotionTermsTest {

  private static final Products DRINKS = new Products("drinks", Set.of("CO1", "FA1"));
  private static final Products COLA = new Products("CO1", Set.of("CO1"));
  private static final Products ODD = new Products("2 drinks more", Set.of("FA1"));

  @Test
  void readsQuantitiesAmountsAndShares() {
    PromotionTerms terms = terms("take", "3", "price", "4.5", "share", "25%");

    assertThat(terms.quantity("take")).isEqualTo(3);
    assertThat(terms.amount("price")).isEqualTo(Money.parse("EUR 4.50"));
    assertThat(terms.share("share")).isEqualTo(new Share(25, 100));
    assertThat(terms.unread()).isEmpty();
  }

  @Test
  void amountsHaveTheDigitsOfTheirCurrency() {
    assertThat(in(CurrencyUnit.JPY, "450").amount("x")).isEqualTo(Money.parse("JPY 450"));
    assertThat(in(CurrencyUnit.of("KWD"), "0.450").amount("x")).isEqualTo(Money.parse("KWD 0.450"));
    refuses(
        () -> in(CurrencyUnit.JPY, "4.50").amount("x"),
        "parameter 'x' is '4.50', but must be an amount in JPY with at most 0 decimals");
  }

  @Test
  void readsProductsOfASetOneProductAndAll() {
    PromotionTerms terms = terms("a", "drinks", "b", "CO1", "c", "all");

    assertThat(terms.products("a")).isEqualTo(DRINKS);
    assertThat(terms.products("b")).isEqualTo(COLA);
    assertThat(terms.products("c")).isEqualTo(Products.EVERY);
  }

  @Test
  void refusesProductsThatAreMissingOrUnknown() {
    refuses(
        () -> terms().products("of"),
        "parameter 'of' is missing: give a set of products, a product, or 'all'");
    for (String text : List.of("", " ", "drink", "ALL", " drinks")) {
      refuses(
          () -> terms("of", text).products("of"),
          "parameter 'of' is '"
              + text
              + "', but must be a set of products, a product, or 'all': none of this name takes"
              + " part in promotions");
    }
  }

  @Test
  void aMisspeltParameterIsToldWithTheMissingOne() {
    refuses(
        () -> terms("tkae", "3").quantity("take"),
        "parameter 'take' is missing, and 'tkae' is unknown (did you mean 'take'?): give a whole"
            + " number of at least 1, such as 3");
  }

  @Test
  void readsASlotOfSoManyPieces() {
    assertThat(terms("of", "drinks").slot("of", 3)).isEqualTo(new Slot("of", DRINKS, 3));
    refuses(
        () -> terms("of", "drinks").slot("of", 101),
        "101 pieces of 'of', but one application takes 1 to 100");
  }

  @ParameterizedTest
  @CsvSource({
    "drinks,drinks,1",
    "2 drinks,drinks,2",
    "100 all,all,100",
    "2 drinks more,2 drinks more,1"
  })
  void readsASlotWithItsNumber(String text, String products, long count) {
    Slot slot = terms("drink", text).slot("drink");
    assertThat(slot.name()).isEqualTo("drink");
    assertThat(slot.of().name()).isEqualTo(products);
    assertThat(slot.count()).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 drinks    | 0 pieces of 'drink', but one application takes 1 to 100
          101 drinks  | 101 pieces of 'drink', but one application takes 1 to 100
          2 food      | parameter 'drink' is 'food', but must be a set of products, a product, or 'all': none of this name takes part in promotions
          2           | parameter 'drink' is '2', but must be a set of products, a product, or 'all': none of this name takes part in promotions
          -1 drinks   | parameter 'drink' is '-1 drinks', but must be a set of products, a product, or 'all': none of this name takes part in promotions
          1000 drinks | parameter 'drink' is '1000 drinks', but must be a set of products, a product, or 'all': none of this name takes part in promotions
          """)
  void refusesWhatIsNoSlot(String text, String message) {
    refuses(() -> terms("drink", text).slot("drink"), message);
  }

  @Test
  void readsAllThatIsLeftAsSlotsByName() {
    PromotionTerms terms = terms("price", "4.50", "main", "CO1", "drink", "2 drinks");
    Money price = terms.amount("price");

    assertThat(price).isEqualTo(Money.parse("EUR 4.50"));
    assertThat(terms.slots())
        .containsExactly(new Slot("drink", DRINKS, 2), new Slot("main", COLA, 1));
    assertThat(terms.unread()).isEmpty();
    refuses(
        terms::slots,
        "no products: give at least one parameter such as drink=drinks, which names a slot and its"
            + " products");
  }

  @Test
  void tellsWhichOfTwoIsGiven() {
    assertThat(terms("pieces", "3").either("pieces", "spend")).isEqualTo("pieces");
    assertThat(terms("spend", "3").either("pieces", "spend")).isEqualTo("spend");
    refuses(
        () -> terms("spend", "3", "pieces", "3").either("pieces", "spend"),
        "parameters 'pieces' and 'spend' are both given: give one of them");
    refuses(
        () -> terms().either("pieces", "spend"),
        "parameters 'pieces' and 'spend' are both missing: give one of them");
  }

  @Test
  void readsTiersByPieces() {
    assertThat(terms("t", "10=5%,20 = 10% , 30=5.00, 40=9 each").tiersByPieces("t"))
        .containsExactly(
            new Tier(new Threshold.Pieces(10), new Reduction.Part(new Share(5, 100))),
            new Tier(new Threshold.Pieces(20), new Reduction.Part(new Share(10, 100))),
            new Tier(new Threshold.Pieces(30), new Reduction.Amount(Money.parse("EUR 5.00"))),
            new Tier(new Threshold.Pieces(40), new Reduction.Each(Money.parse("EUR 9.00"))));
  }

  @Test
  void readsTiersBySpend() {
    assertThat(terms("t", "50.00=5.00, 100=10%").tiersBySpend("t"))
        .containsExactly(
            new Tier(
                new Threshold.Spend(Money.parse("EUR 50.00")),
                new Reduction.Amount(Money.parse("EUR 5.00"))),
            new Tier(
                new Threshold.Spend(Money.parse("EUR 100.00")),
                new Reduction.Part(new Share(10, 100))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "10", "10=5%,", ",10=5%", "10:5%"})
  void refusesWhatAreNoTiers(String text) {
    refuses(
        () -> terms("t", text).tiersByPieces("t"),
        "parameter 't' is '" + text + "', but must be tiers such as 10=5%, 20=10%");
    refuses(
        () -> terms("t", text).tiersBySpend("t"),
        "parameter 't' is '" + text + "', but must be tiers such as 50.00=5.00, 100.00=10%");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0=5%          | 0=5%         | '0' must be a whole number of at least 1, such as 3
          =5%           | =5%          | '' must be a whole number of at least 1, such as 3
          1.5=5%        | 1.5=5%       | '1.5' must be a whole number of at least 1, such as 3
          2=            | 2=           | '' must be an amount in EUR with at most 2 decimals
          2=101%        | 2=101%       | '101%' must be a share between 0 and 1, such as 2/3, 0.25 or 25%
          2=1.001       | 2=1.001      | '1.001' must be an amount in EUR with at most 2 decimals
          2=-1 each     | 2=-1 each    | '-1' must be an amount in EUR with at most 2 decimals
          2=9each       | 2=9each      | '9each' must be an amount in EUR with at most 2 decimals
          2=3=4         | 2=3=4        | '3=4' must be an amount in EUR with at most 2 decimals
          2=5%, 02 = 6% | 02 = 6%      | another tier begins there too
          """)
  void refusesAWrongTier(String text, String tier, String why) {
    refuses(
        () -> terms("t", text).tiersByPieces("t"),
        "parameter 't' has the tier '" + tier + "': " + why);
  }

  @Test
  void refusesATierThatBeginsTwiceAtAnAmount() {
    refuses(
        () -> terms("t", "5=1%, 5.00=2%").tiersBySpend("t"),
        "parameter 't' has the tier '5.00=2%': another tier begins there too");
  }

  @Test
  void isQuickWithManyBlanks() {
    String blanks = " ".repeat(100_000);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          refuses(() -> terms("t", blanks).tiersByPieces("t"), null);
          refuses(() -> terms("t", "2=" + blanks).tiersByPieces("t"), null);
          refuses(() -> terms("t", "2" + blanks + "x").slot("t"), null);
        });
  }

  @Test
  void knowsWhetherAmountsWereRead() {
    PromotionTerms terms =
        terms(
            "n",
            "1",
            "p",
            "1%",
            "a",
            "1",
            "t",
            "2=5%",
            "u",
            "2=1.00",
            "v",
            "2=1 each",
            "w",
            "2=1%");
    terms.quantity("n");
    terms.share("p");
    terms.tiersByPieces("t");
    assertThat(terms.hasAmounts()).isFalse();
    terms.amount("a");
    assertThat(terms.hasAmounts()).isTrue();

    for (String tiers : List.of("2=1.00", "2=1 each")) {
      PromotionTerms other = terms("t", tiers);
      other.tiersByPieces("t");
      assertThat(other.hasAmounts()).as(tiers).isTrue();
    }
    PromotionTerms spend = terms("t", "2=1%");
    spend.tiersBySpend("t");
    assertThat(spend.hasAmounts()).isTrue();
  }

  @Test
  void knowsWhatWasAskedForAndWhatWasNotRead() {
    PromotionTerms terms = terms("of", "drinks", "share", "5%", "more", "1");
    terms.products("of");
    assertThat(terms.has("share")).isTrue();
    assertThat(terms.has("take")).isFalse();

    assertThat(terms.asked()).containsExactly("of", "share", "take");
    assertThat(terms.unread()).containsExactly("more", "share");
  }

  @Test
  void isNotTouchedByLaterChangesOfTheMap() {
    Map<String, String> parameters = new HashMap<>(Map.of("take", "3"));
    PromotionTerms terms = new PromotionTerms(CurrencyUnit.EUR, parameters, name -> null);
    parameters.clear();
    parameters.put("pay", "1");

    assertThat(terms.has("pay")).isFalse();
    assertThat(terms.quantity("take")).isEqualTo(3);
  }

  private static void refuses(Runnable reading, String message) {
    var thrown = assertThatIllegalArgumentException().isThrownBy(reading::run);
    if (message != null) {
      thrown.withMessage(message);
    }
  }

  private static PromotionTerms in(CurrencyUnit currency, String amount) {
    return new PromotionTerms(currency, Map.of("x", amount), name -> null);
  }

  private static PromotionTerms terms(String... parameters) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      given.put(parameters[i], parameters[i + 1]);
    }
    Map<String, Products> known = Map.of("drinks", DRINKS, "CO1", COLA, "2 drinks more", ODD);
    return new PromotionTerms(CurrencyUnit.EUR, given, known::get);
  }
}
