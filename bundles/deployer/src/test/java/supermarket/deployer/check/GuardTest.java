package supermarket.deployer.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import supermarket.deployer.bundle.Refused;

class GuardTest {

  private final Guard patient = new Guard(Duration.ofSeconds(30));
  private final Guard hasty = new Guard(Duration.ofMillis(20));

  @Test
  void answersWhatTheCodeAnswers() throws Refused {
    assertThat(patient.<Integer>call("it", () -> 42)).isEqualTo(42);
  }

  @Test
  void saysWhyTheCodeFailed() {
    assertThatThrownBy(
            () ->
                patient.call(
                    "its start",
                    () -> {
                      throw new IllegalStateException("outer", new LinkageError("in\nner"));
                    }))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "its start failed: java.lang.IllegalStateException: outer, caused by"
                + " java.lang.LinkageError: in\\u000aner");
  }

  @Test
  void interruptsWhatTakesTooLong() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                hasty.call(
                    "its start",
                    () -> {
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException e) {
                        interrupted.countDown();
                      }
                      return true;
                    }))
        .hasMessage("its start did not come back within 20 ms");
    interrupted.await();
  }

  @Test
  void saysWhenTheInterruptIsIgnored() {
    CountDownLatch end = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                hasty.call(
                    "it",
                    () -> {
                      while (end.getCount() > 0) {
                        Thread.onSpinWait();
                      }
                      return true;
                    }))
        .hasMessageContaining("ignores its interrupt");
    end.countDown();
  }
}
