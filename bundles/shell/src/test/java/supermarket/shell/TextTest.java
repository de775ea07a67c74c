package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {

  @Test
  void whatIsPlainlyPrintableStaysAsItIs() {
    assertThat(Text.safe("Grüner Tee, 1/2 kg (bio) \\o/ 茶"))
        .isEqualTo("Grüner Tee, 1/2 kg (bio) \\o/ 茶");
  }

  @Test
  void controlCodesLoseTheirPower() {
    assertThat(Text.safe("\u001b[2J\u0007\r\n\t\u009b1m"))
        .isEqualTo("\\u001b[2J\\u0007\\u000d\\u000a\\u0009\\u009b1m");
  }

  @Test
  void whatTurnsTheDirectionOfTextOrIsInvisibleIsShown() {
    assertThat(Text.safe("a\u202eb\u200bc\u2028d\u00a0e\uD800f\uDB40\uDC41"))
        .isEqualTo("a\\u202eb\\u200bc\\u2028d\\u00a0e\\ud800f\\U000e0041");
  }

  @Test
  void aVeryLongValueIsCut() {
    assertThat(Text.safe("x".repeat(128))).hasSize(128);
    assertThat(Text.safe("x".repeat(129))).isEqualTo("x".repeat(128) + "...");
    assertThat(Text.sentence("x".repeat(1000))).hasSize(1000);
  }

  @Test
  void timesHaveAPointWhateverTheLanguage() {
    assertThat(Text.millis(1_250_000_000L)).isEqualTo("1250.0 ms");
    assertThat(Text.seconds(90_000_000_000L)).isEqualTo("90.0 s");
  }
}
