package supermarket.runtime.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerConfigurationTest {
  private static final String PROPERTY = "supermarket.test.broker.url";

  @TempDir Path folder;

  private String url(String line) throws IOException {
    Home home = new Home(folder, folder);
    Files.createDirectories(home.etc());
    Files.writeString(BrokerConfiguration.file(home), line);
    return BrokerConfiguration.of(home).url();
  }

  @Test
  void isInsideTheProcessUnlessSomethingIsConfigured() throws IOException {
    assertThat(BrokerConfiguration.of(new Home(folder, folder)).isExternal()).isFalse();
    assertThat(url("url =\n")).isEmpty();
    assertThat(url("url = tcp://one:1 tcp://two:2\n")).isEqualTo("tcp://one:1 tcp://two:2");
  }

  @Test
  void aPlaceholderIsASystemPropertyOrItsDefault() throws IOException {
    assertThat(url("url = ${" + PROPERTY + ":-}\n")).isEmpty();
    assertThat(url("url = ${" + PROPERTY + "}\n")).isEmpty();
    assertThat(url("url = ${" + PROPERTY + ":-tcp://host:1}\n")).isEqualTo("tcp://host:1");
    System.setProperty(PROPERTY, "failover:(tcp://one:1,tcp://$1:2)");
    try {
      assertThat(url("url = ${" + PROPERTY + ":-tcp://host:1}\n"))
          .isEqualTo("failover:(tcp://one:1,tcp://$1:2)");
    } finally {
      System.clearProperty(PROPERTY);
    }
  }
}
