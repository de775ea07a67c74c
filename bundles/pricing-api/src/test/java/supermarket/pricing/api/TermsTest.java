package supermarket.pricing.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {

  private static final Money PRICE = Money.parse("EUR 5.00");

  @Test
  void hasTheUnitPrice() {
    assertThat(new Terms(PRICE, Map.of()).unitPrice()).isEqualTo(PRICE);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,3", "007,7", "999999999999999999,999999999999999999"})
  void readsAQuantity(String text, long quantity) {
    assertThat(terms(text).quantity("x")).isEqualTo(quantity);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "-1",
        "+1",
        "1.0",
        "1e3",
        " 3",
        "3\n",
        "three",
        "٣",
        "1000000000000000000"
      })
  void refusesWhatIsNoQuantity(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> terms(text).quantity("x"))
        .withMessage(
            "parameter 'x' is '%s', but must be a whole number of at least 1, such as 3", text);
  }

  @ParameterizedTest
  @CsvSource({"0,0.00", "4,4.00", "4.5,4.50", "4.50,4.50", "999999999999999.99,999999999999999.99"})
  void readsAnAmountInTheProductsCurrency(String text, String amount) {
    assertThat(terms(text).amount("x")).isEqualTo(Money.parse("EUR " + amount));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "+1",
        ".5",
        "5.",
        "4,50",
        "4.505",
        "4.500",
        "EUR 4.50",
        "1e1",
        "NaN",
        "4.50 "
      })
  void refusesWhatIsNoAmount(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> terms(text).amount("x"))
        .withMessage(
            "parameter 'x' is '%s', but must be an amount in EUR with at most 2 decimals", text);
  }

  @Test
  void amountsHaveTheDigitsOfTheirCurrency() {
    Money yen = Money.parse("JPY 500");
    assertThat(new Terms(yen, Map.of("x", "450")).amount("x")).isEqualTo(Money.parse("JPY 450"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Terms(yen, Map.of("x", "450.5")).amount("x"))
        .withMessageContaining("'x' is '450.5'")
        .withMessageContaining("JPY with at most 0 decimals");
    Money dinar = Money.parse("KWD 1.500");
    assertThat(new Terms(dinar, Map.of("x", "1.255")).amount("x"))
        .isEqualTo(Money.parse("KWD 1.255"));
  }

  @ParameterizedTest
  @CsvSource({
    "2/3,2,3",
    "0/1,0,1",
    "4/4,4,4",
    "999999999/999999999,999999999,999999999",
    "0,0,1",
    "1,1,1",
    "0.25,25,100",
    "1.0,10,10",
    "0.333333333,333333333,1000000000",
    "0%,0,100",
    "25%,25,100",
    "100%,100,100"
  })
  void readsAShare(String text, long numerator, long denominator) {
    assertThat(terms(text).share("x")).isEqualTo(new Share(numerator, denominator));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2",
        "3/2",
        "1/0",
        "0/0",
        "-1/2",
        "1/-2",
        "2 / 3",
        "1.1",
        "1.000000001",
        ".5",
        "101%",
        "2.5%",
        "-1%",
        "0.1234567890",
        "1000000000/1000000000",
        "half"
      })
  void refusesWhatIsNoShare(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> terms(text).share("x"))
        .withMessage(
            "parameter 'x' is '%s', but must be a share between 0 and 1, such as 2/3, 0.25 or 25%%",
            text);
  }

  @Test
  void namesAMissingParameterAndWhatItShouldBe() {
    Terms none = new Terms(PRICE, Map.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> none.quantity("x"))
        .withMessage("parameter 'x' is missing: give a whole number of at least 1, such as 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> none.amount("x"))
        .withMessage("parameter 'x' is missing: give an amount in EUR with at most 2 decimals");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> none.share("x"))
        .withMessage(
            "parameter 'x' is missing: give a share between 0 and 1, such as 2/3, 0.25 or 25%");
  }

  @Test
  void knowsWhichParametersWereNotRead() {
    Terms terms = new Terms(PRICE, Map.of("from", "3", "prise", "4.50", "pay", "2/3"));
    assertThat(terms.unread()).containsExactly("from", "pay", "prise");
    assertThat(terms.quantity("from")).isEqualTo(3);
    assertThat(terms.share("pay")).isEqualTo(new Share(2, 3));
    assertThat(terms.unread()).containsExactly("prise");
    assertThat(terms.asked()).containsExactly("from", "pay");
  }

  @Test
  void isNotTouchedByLaterChangesOfTheMap() {
    Map<String, String> parameters = new HashMap<>(Map.of("from", "3"));
    Terms terms = new Terms(PRICE, parameters);
    parameters.clear();
    assertThat(terms.quantity("from")).isEqualTo(3);
  }

  private static Terms terms(String x) {
    return new Terms(PRICE, Map.of("x", x));
  }

  @Test
  void aMisspeltParameterIsToldWithTheMissingOne() {
    Terms terms = new Terms(Money.parse("EUR 5.00"), Map.of("form", "3", "price", "4.50"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> terms.quantity("from"))
        .withMessage(
            "parameter 'from' is missing, and 'form' is unknown (did you mean 'from'?): give a"
                + " whole number of at least 1, such as 3");
  }

  @ParameterizedTest
  @CsvSource({"from,limit", "from,to", "n,x", "pay,buy", "take,rate", "price,percent"})
  void aParameterWithQuiteAnotherNameIsNotTakenForTheMissingOne(String missing, String other) {
    Terms terms = new Terms(PRICE, Map.of(other, "3"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> terms.quantity(missing))
        .withMessage(
            "parameter '%s' is missing: give a whole number of at least 1, such as 3", missing);
    assertThat(terms.unread()).containsExactly(other);
  }
}
