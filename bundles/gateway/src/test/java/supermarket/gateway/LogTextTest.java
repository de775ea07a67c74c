package supermarket.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          sp1             | sp1
          a-b_c.d:e/f@g+h | a-b_c.d:e/f@g+h
          ``              | ""
          `two words`     | "two words"
          a=b             | "a=b"
          say "hi"        | "say \\"hi\\""
          back\\slash     | "back\\\\slash"
          Zürich          | "Zürich"
          """)
  void quotesWhatIsNotAPlainWord(String value, String expected) {
    assertThat(written(value)).isEqualTo(expected);
  }

  @Test
  void escapesWhatCouldBreakTheLineOrHideText() {
    assertThat(written("a\r\nb\tc\u0000\u001B[31m\u007F"))
        .isEqualTo("\"a\\u000d\\u000ab\\u0009c\\u0000\\u001b[31m\\u007f\"");
    assertThat(written("\u0085\u2028\u2029\u202E\u2066\u200B\uFEFF\u00A0"))
        .isEqualTo("\"\\u0085\\u2028\\u2029\\u202e\\u2066\\u200b\\ufeff\\u00a0\"");
    assertThat(written("\uD83C\uDF53")).isEqualTo("\"\\ud83c\\udf53\"");
    assertThat(written("\uD83C")).isEqualTo("\"\\ud83c\"");
  }

  @Test
  void neverWritesMoreThanOneLineOfPlainText() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 37) {
      String written = written("x" + Character.toString(c));
      // Only on a difference: describing a million times is slow.
      if (!written.codePoints().allMatch(LogTextTest::isHarmless)) {
        fail("U+%04X is written as %s", c, written);
      }
    }
  }

  private static boolean isHarmless(int c) {
    return (c >= ' ' && c <= '~') || Character.isLetterOrDigit(c);
  }

  private static String written(String value) {
    StringBuilder line = new StringBuilder();
    LogText.append(line, value);
    return line.toString();
  }
}
