package supermarket.deployer.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TouchTest {

  private final AtomicLong now = new AtomicLong();
  private final AtomicBoolean heard = new AtomicBoolean(true);
  private final Touch touch = new Touch(now::get, heard::get);

  private void pass(int millis) {
    now.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  @Test
  void whoRunsAndIsHeardNeedNotLook() {
    for (int i = 0; i < 100; i++) {
      pass(1_400);
      assertThat(touch.hasToLook()).isFalse();
      assertThat(touch.hasSeenNothing()).isFalse();
    }
  }

  @Test
  void whoWasFrozenHasToLookFirst() {
    pass(1_600);
    assertThat(touch.hasToLook()).isTrue();
    assertThat(touch.hasToLook()).as("until it looks").isTrue();
    touch.looked(touch.tick(), true);
    assertThat(touch.hasToLook()).isFalse();
    assertThat(touch.hasSeenNothing()).isFalse();
  }

  @Test
  void aLookThatBeganBeforeTheBreakIsNoLook() {
    long before = touch.tick();
    pass(10_000);
    touch.looked(before, true);
    assertThat(touch.hasToLook()).isTrue();
  }

  @Test
  void whoWasCutOffHasToLookOnceItIsHeardAgain() {
    assertThat(touch.hasToLook()).isFalse();
    heard.set(false);
    touch.looked(touch.tick(), true);
    assertThat(touch.isCutOff()).isTrue();
    long before = touch.tick();
    heard.set(true);
    assertThat(touch.hasToLook()).as("heard again").isTrue();
    assertThat(touch.isCutOff()).isFalse();
    assertThat(touch.isJustBack()).isTrue();
    pass(1_000);
    assertThat(touch.isJustBack()).as("the others were heard").isFalse();
    touch.looked(before, true);
    assertThat(touch.hasToLook()).as("that look was before").isTrue();
    touch.looked(touch.tick(), true);
    assertThat(touch.hasToLook()).isFalse();
  }

  @Test
  void whoStartsIsNotCutOffBeforeItIsHeard() {
    heard.set(false);
    assertThat(touch.isCutOff()).isFalse();
    assertThat(touch.hasToLook()).isFalse();
    heard.set(true);
    assertThat(touch.hasToLook()).isFalse();
  }

  @Test
  void aShelfThatCannotBeReadIsLookedAtAndNotSeen() {
    pass(1_600);
    touch.looked(touch.tick(), false);
    assertThat(touch.hasToLook()).isFalse();
    assertThat(touch.hasSeenNothing()).isTrue();
    touch.looked(touch.tick(), true);
    assertThat(touch.hasSeenNothing()).isFalse();
  }
}
