package supermarket.product.manager.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.basket.api.promotion.PromotionCode;

class PromotionCodeTest {

  @ParameterizedTest
  @CsvSource({
    "LUNCH, LUNCH",
    "lunch, LUNCH",
    "' Lunch\t', LUNCH",
    "ｌｕｎｃｈ, LUNCH",
    "straße, STRASSE",
    "ﬁx, FIX",
    "50%-off, 50%-OFF",
  })
  void isComparedWithoutBlanksAroundItAndInCapitals(String given, String compared) {
    assertThat(PromotionCode.normalised(given)).isEqualTo(compared);
  }

  @Test
  void isTheSameHoweverItsAccentsAreTyped() {
    assertThat(PromotionCode.normalised("caf\u00e9"))
        .isEqualTo(PromotionCode.normalised("cafe\u0301"));
  }

  /** A file has it as it is compared, and is read again. */
  @Test
  void whatIsComparedIsComparedAsItself() {
    for (int letter = 0; letter <= Character.MAX_VALUE; letter++) {
      for (String text : new String[] {"a" + (char) letter, (char) letter + "\u0301"}) {
        String once = normalisedOrEmpty(text);
        if (!once.isEmpty()) {
          assertThat(PromotionCode.normalised(once)).as("U+%04X", letter).isEqualTo(once);
        }
      }
    }
  }

  private static String normalisedOrEmpty(String text) {
    try {
      return PromotionCode.normalised(text);
    } catch (IllegalArgumentException isNone) {
      return "";
    }
  }

  @Test
  void isBounded() {
    String longest = "x".repeat(PromotionCode.LONGEST);
    assertThat(PromotionCode.normalised(" " + longest + " ")).hasSize(PromotionCode.LONGEST);
    assertThat(PromotionCode.normalised("ß".repeat(PromotionCode.LONGEST / 2)))
        .hasSize(PromotionCode.LONGEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "A B",
        "A\u00a0B",
        "A\tB",
        "A\nB",
        "A\u0007B",
        "A\u3000B",
        "\ud83c\udf4e"
      })
  void withoutACharacterOrWithBlanksInItIsNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PromotionCode.normalised(text))
        .withMessage(
            "a code has 1 to 64 characters, without blanks, control characters or emoji in it");
  }

  @Test
  void whatIsTooLongIsNone() {
    String more = "x".repeat(PromotionCode.LONGEST + 1);
    for (String text : new String[] {more, "ß".repeat(33), " ".repeat(256) + "x"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> PromotionCode.normalised(text));
    }
  }
}
