package supermarket.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.annotation.Annotation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.basket.api.operation.InvalidSetting;

class SettingsTest {

  private record Given(String endpoint, int percent, String node) implements Config {
    @Override
    public Class<? extends Annotation> annotationType() {
      return Config.class;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:4318, http://127.0.0.1:4318/v1/traces",
    "http://collector:4318/, http://collector:4318/v1/traces",
    "https://traces.example/otlp/v1/traces, https://traces.example/otlp/v1/traces",
  })
  void theAddressOfACollectorIsEnough(String given, String endpoint) {
    assertThat(Settings.of(new Given(given, 100, "")).endpoint()).hasToString(endpoint);
  }

  @Test
  void withoutAnAddressSpansGoNowhere() {
    assertThat(Settings.of(new Given("", 100, "n")).endpoint()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:4318",
        "localhost:4318",
        "grpc://127.0.0.1:4317",
        "http:///v1/traces",
        "http://user:secret@127.0.0.1:4318",
        "http://127.0.0.1:4318/ v1",
        "/v1/traces",
      })
  void anythingElseIsRefusedWithItsKeyAndWithoutWhatItIs(String endpoint) {
    assertThatExceptionOfType(InvalidSetting.class)
        .isThrownBy(() -> new SettingsCheck().check(new Given(endpoint, 100, "")))
        .satisfies(refused -> assertThat(refused.key()).isEqualTo("endpoint"))
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("secret"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101})
  void thePercentageIsOne(int percent) {
    assertThatExceptionOfType(InvalidSetting.class)
        .isThrownBy(() -> Settings.of(new Given("", percent, "")))
        .satisfies(refused -> assertThat(refused.key()).isEqualTo("percent"));
  }
}
