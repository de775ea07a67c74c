package supermarket.deployer.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WakefulnessTest {

  private final AtomicLong now = new AtomicLong();
  private final Wakefulness wakefulness = new Wakefulness(now::get);

  private void pass(int millis) {
    now.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  @Test
  void whoRunsHasNotSlept() {
    for (int i = 0; i < 100; i++) {
      pass(1_400);
      assertThat(wakefulness.hasSlept()).isFalse();
    }
  }

  @Test
  void whoWasFrozenHasToLookFirst() {
    pass(1_600);
    assertThat(wakefulness.hasSlept()).isTrue();
    assertThat(wakefulness.hasSlept()).as("until it looks").isTrue();
    long breaks = wakefulness.tick();
    wakefulness.looked(breaks);
    assertThat(wakefulness.hasSlept()).isFalse();
  }

  @Test
  void aLookThatBeganBeforeTheBreakIsNoLook() {
    long before = wakefulness.tick();
    pass(10_000);
    wakefulness.looked(before);
    assertThat(wakefulness.hasSlept()).isTrue();
  }
}
