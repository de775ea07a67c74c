package supermarket.message.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSSecurityException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import supermarket.message.broker.Setup.Clock;

class LoginTest {

  private final Clock clock = new Clock();
  private final Login login = new Login("tcp://broker:1", clock, () -> 1.0);

  private boolean asksTheBroker() {
    try {
      login.attempt();
      return true;
    } catch (JMSSecurityException tooEarly) {
      return false;
    }
  }

  @Test
  void afterRefusalsTheBrokerIsAskedEveryFewSecondsByOneConnectionOnly() throws Exception {
    for (int link = 0; link < 8; link++) {
      login.attempt();
    }
    for (int link = 0; link < 8; link++) {
      login.refused("wrong password");
    }
    int attempts = 0;
    for (int tenth = 0; tenth < 600; tenth++) {
      clock.advance(Duration.ofMillis(100));
      boolean tried = asksTheBroker();
      assertThat(asksTheBroker()).as("a second one at the same time").isFalse();
      if (tried) {
        attempts++;
        login.refused("wrong password");
      }
    }
    assertThat(attempts).as("in a minute").isBetween(8, 12);
    assertThat(login.refusal()).isEqualTo("wrong password");
  }

  @Test
  void onceLetInEveryConnectionMayTry() {
    login.refused("wrong password");
    assertThatThrownBy(login::attempt).isInstanceOf(JMSSecurityException.class);
    clock.advance(Duration.ofSeconds(1));
    assertThatCode(login::attempt).doesNotThrowAnyException();
    login.accepted();
    for (int link = 0; link < 8; link++) {
      assertThatCode(login::attempt).doesNotThrowAnyException();
    }
    assertThat(login.refusal()).isNull();
  }

  @Test
  void queuesOfOtherNamesAreNoOtherRefusal() {
    login.refused("not authorized to read from: queue://supermarket.replies.g.0123456789abcdef01");
    assertThat(login.refusal()).endsWith("supermarket.replies.g.…");
  }

  @Test
  void thePathOfAPasswordFileIsToldAsItIs() {
    String text = "password.file: /run/0123456789abcdef01/gateway does not exist";
    login.refused(text);
    assertThat(login.refusal()).isEqualTo(text);
  }
}
