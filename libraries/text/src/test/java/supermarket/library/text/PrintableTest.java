package supermarket.library.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void whatIsPlainStaysAsItIs() {
    assertThat(Printable.of("GR1 at 3.11", 20)).isEqualTo("GR1 at 3.11");
  }

  @Test
  void whatCouldSteerATerminalOrFakeALineIsEscaped() {
    assertThat(Printable.of("\u001b[31m\n\u202e\"\\ü", 20))
        .isEqualTo("\\u001b[31m\\u000a\\u202e\\\"\\\\\\u00fc");
  }

  @Test
  void whatIsLongIsCut() {
    assertThat(Printable.of("abcdef", 3)).isEqualTo("abc...");
    assertThat(Printable.of("a\ncdef", 2)).isEqualTo("a\\u000a...");
    assertThat(Printable.of("abc", 3)).isEqualTo("abc");
  }
}
