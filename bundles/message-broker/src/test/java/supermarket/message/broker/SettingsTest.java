package supermarket.message.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static Settings settings(Map<String, Object> values) {
    return Settings.of(Setup.config(values), Map.of("BROKER_PASSWORD", "geheim"));
  }

  @Test
  void withoutAUrlTheBrokerIsEmbedded() {
    Settings settings = settings(Map.of());
    assertThat(settings.embedded()).isTrue();
    assertThat(settings.role()).isEqualTo("both");
    assertThat(BrokerAddress.EMBEDDED.where()).isEqualTo("embedded");
  }

  @Test
  void failoverListsTheBrokersToTryInTurn() {
    List<BrokerAddress> brokers =
        settings(Map.of("url", "failover:(tcp://a:61616?soTimeout=5000,ssl://b:61617)")).brokers();
    assertThat(brokers).hasSize(1);
    assertThat(brokers.getFirst().alternatives())
        .containsExactly(URI.create("tcp://a:61616?soTimeout=5000"), URI.create("ssl://b:61617"));
    assertThat(brokers.getFirst().where()).isEqualTo("tcp://a:61616,ssl://b:61617");
  }

  @Test
  void severalBrokersAreSeparatedByBlanks() {
    assertThat(settings(Map.of("url", " tcp://a:1  failover:(tcp://b:1,tcp://c:1) ")).brokers())
        .extracting(BrokerAddress::where)
        .containsExactly("tcp://a:1", "tcp://b:1,tcp://c:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vm://x",
        "broker:(tcp://0.0.0.0:61616)",
        "failover:()",
        "failover:(vm://x)",
        "failover:(tcp://a:1)?maxReconnectAttempts=1",
        "tcp://a:1?jms.passWord=geheim",
        "tcp://me:geheim@a:1",
        "http://a:1",
        "TCP://a:1",
        "tcp://a",
        "tcp://a:0",
        "tcp://a:99999",
        "tcp://a:1?noSuchOption=1",
        "failover:(tcp://a:1,tcp://b:1?noSuchOption=1)",
        "tcp:///",
        "a:1",
        "tcp://a:1 b",
        "tcp://a:1 tcp://a:1?soTimeout=1"
      })
  void otherUrlsAreRefusedWithoutShowingThem(String url) {
    assertThatThrownBy(() -> settings(Map.of("url", url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("url must be ")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void thePasswordComesFromTheEnvironmentOrAFileAndIsNeverShown(@TempDir Path folder)
      throws IOException, JMSException {
    Path file = Files.writeString(folder.resolve("password"), "geheim\n");
    List<Settings> both =
        List.of(
            settings(Map.of("user", "me", "password_env", "BROKER_PASSWORD")),
            settings(Map.of("user", "me", "password_file", file.toString())));
    for (Settings settings : both) {
      assertThat(settings.password().read()).isEqualTo("geheim");
      assertThat(settings.toString()).doesNotContain("geheim");
    }
    assertThatThrownBy(() -> settings(Map.of("password_env", "NO_SUCH_VARIABLE")))
        .hasMessageContaining("password.env");
    Settings later = settings(Map.of("password_file", folder.resolve("later").toString()));
    assertThatThrownBy(() -> later.password().read())
        .isInstanceOf(JMSSecurityException.class)
        .hasMessage(
            "password.file: "
                + folder.resolve("later")
                + " does not exist; it must hold the password and be readable for the user who"
                + " runs this node");
    Files.writeString(folder.resolve("later"), "neu");
    assertThat(later.password().read()).isEqualTo("neu");
  }

  @ParameterizedTest
  @ValueSource(strings = {"max_waiting", "memory_limit_mb"})
  void numbersHaveBounds(String name) {
    for (int wrong : new int[] {0, -1, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> settings(Map.of(name, wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(name.replace('_', '.'));
    }
  }

  @Test
  void theNodesNameIsPartOfQueuesNames() {
    assertThat(settings(Map.of("node", "basket-1")).node()).isEqualTo("basket-1");
    assertThatThrownBy(() -> settings(Map.of("node", "a>b")))
        .hasMessageStartingWith("node must be ");
    assertThatThrownBy(() -> settings(Map.of("role", "a b")))
        .hasMessageStartingWith("role must be ");
  }
}
