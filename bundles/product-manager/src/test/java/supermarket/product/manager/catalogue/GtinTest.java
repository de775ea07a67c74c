package supermarket.product.manager.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.basket.api.catalogue.Gtin;
import supermarket.basket.api.catalogue.LabelPattern;
import supermarket.basket.api.catalogue.ScanCodes;

/** Numbers of trade items, and labels of scales. */
class GtinTest {

  @ParameterizedTest
  @ValueSource(strings = {"4006381333931", "96385074", "614141000036", "10614141000415"})
  void numbersThatAreInUseAreRight(String text) {
    assertThat(Gtin.isForm(text)).isTrue();
    assertThat(Gtin.isChecked(text)).isTrue();
    assertThat(Gtin.text(Gtin.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1234567", "123456789", "4006381333931 ", "40063813339a1", "-4006381"})
  void whatHasAnotherFormIsNone(String text) {
    assertThat(Gtin.isForm(text)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> Gtin.parse(text));
  }

  static Stream<String> numbers() {
    Random random = new Random(14);
    return Stream.generate(() -> random.nextLong(1, 1_000_000_000_000L))
        .map(each -> each * 10)
        .map(each -> String.format("%013d", each))
        .map(GtinTest::checked)
        .limit(200);
  }

  /** With the check digit that is right. */
  private static String checked(String digits) {
    String first = digits.substring(0, digits.length() - 1);
    for (char last = '0'; last <= '9'; last++) {
      if (Gtin.isChecked(first + last)) {
        return first + last;
      }
    }
    throw new AssertionError("each has one: " + digits);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void anyWrongDigitIsNoticed(String right) {
    for (int place = 0; place < right.length(); place++) {
      for (char digit = '0'; digit <= '9'; digit++) {
        String wrong = right.substring(0, place) + digit + right.substring(place + 1);
        assertThat(Gtin.isChecked(wrong)).isEqualTo(wrong.equals(right));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void zerosBeforeItChangeNothing(String text) {
    assertThat(Gtin.parse("0" + text)).isEqualTo(Gtin.parse(text));
    assertThat(Gtin.parse(Gtin.text(Gtin.parse(text)))).isEqualTo(Gtin.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "20IIIIIPPPPPC, 2000217012995, 217, true, 1299",
    "28IIIIXPPPPPC, 2802170012995, 217, true, 1299",
    "22IIIIIWWWWWC, 2200217003458, 217, false, 345",
    "29XIIIIWWWWWC, 2990217003451, 217, false, 345",
    "21IIIIPPPPPXC, 2102170129990, 217, true, 1299",
  })
  void aLabelIsReadByItsPattern(
      String pattern, String digits, int plu, boolean isPrice, int value) {
    assertThat(new LabelPattern(pattern).read(digits))
        .isEqualTo(new LabelPattern.Label(plu, isPrice, value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "20",
        "30IIIIIPPPPPC",
        "20IIIIIPPPPPP",
        "20IIIIIPPPWWC",
        "20PPPPPIIIIIC",
        "20IIIIIPPPPPPC",
        "2aIIIIIPPPPPC",
        "20XXXXXXXXXXC"
      })
  void aPatternThatIsNoneIsTold(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LabelPattern(text))
        .withMessageContaining("13 places");
  }

  @ParameterizedTest
  @CsvSource({
    "4006381333930, '', '4006381333930' in 'gtins': the check digit of the GTIN is wrong",
    "40063813339, '', in 'gtins': a GTIN has",
    "'00000000', '', the check digit of the GTIN is wrong",
    "'', 1234567, 'plu' is a number of 1 to 6 digits",
    "'', 12a, 'plu' is a number",
  })
  void numbersThatAreWrittenWronglyAreTold(String gtins, String plu, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScanCodes.of(gtins, plu))
        .withMessageContaining(why);
  }
}
