package supermarket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {

  private final RequestIds ids = new RequestIds("lane");

  @ParameterizedTest
  @ValueSource(strings = {"a", "~!@#$ %^&*()\"\\", "0af7651916cd43dd8448eb211c80319c"})
  void keepsPrintableAscii(String given) {
    assertThat(ids.of(given)).isEqualTo(given);
  }

  @Test
  void keepsAtMost128Characters() {
    assertThat(ids.of("x".repeat(128))).hasSize(128);
    assertThat(ids.of("x".repeat(129))).isEqualTo("lane-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\tb", "a\nb", "\u0000", "\u007F", "é", "\u2028"})
  void replacesAllElse(String given) {
    assertThat(ids.of(given)).isEqualTo("lane-1");
  }

  @Test
  void makesANewOneEveryTime() {
    assertThat(ids.of(null)).isEqualTo("lane-1");
    assertThat(ids.of(null)).isEqualTo("lane-2");
    assertThat(new RequestIds().of(null)).isNotEqualTo(new RequestIds().of(null));
  }
}
