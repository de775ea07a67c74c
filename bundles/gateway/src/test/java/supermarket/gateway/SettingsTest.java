package supermarket.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.operation.InvalidSetting;

class SettingsTest {

  @Test
  void hasDefaults() {
    Settings settings = Settings.of(TestConfig.of(Map.of()));

    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.maxBody()).isEqualTo(8 * 1024 * 1024);
    assertThat(settings.maxItems()).isEqualTo(100_000);
    assertThat(settings.maxProducts()).isEqualTo(1_000);
    assertThat(settings.ioThreads()).isPositive();
  }

  @Test
  void saysWhatIsWrongAndWhatItMayBe() {
    assertThatThrownBy(() -> Settings.of(TestConfig.of(Map.of("port", 65_536))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("port must be a whole number from 0 to 65535");
    assertThatThrownBy(() -> Settings.of(TestConfig.of(Map.of("deadline_ms", 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("deadline.ms must be a whole number from 1 to 3600000");
    assertThatThrownBy(() -> Settings.of(TestConfig.of(Map.of("io_threads", 65))))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("io.threads must be a whole number from 1 to 64, or 0");
  }
}
