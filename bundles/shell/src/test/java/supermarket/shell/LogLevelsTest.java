package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LogLevelsTest {

  private static final Map<String, String> LEVELS = Map.of("ROOT", "INFO", "a.b", "WARN");

  @Test
  void aLoggerHasTheLevelOfTheNextOneAboveIt() {
    assertThat(LogLevels.above("a.b", LEVELS)).isEqualTo("a.b");
    assertThat(LogLevels.above("a.b.c.d", LEVELS)).isEqualTo("a.b");
    assertThat(LogLevels.above("a.bc", LEVELS)).isEqualTo("ROOT");
    assertThat(LogLevels.above("ROOT", LEVELS)).isEqualTo("ROOT");
  }
}
