package supermarket.runtime.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryWatchTest {
  private double used;
  private double garbage;
  private final MemoryWatch watch = new MemoryWatch(() -> used + garbage, () -> garbage = 0);

  private int looksUntilGone(int most) {
    int looks = 1;
    while (looks <= most && !watch.isGone()) {
      looks++;
    }
    return looks;
  }

  @Test
  void aHeapThatStaysFullIsGone() {
    used = MemoryWatch.FULL;
    assertThat(looksUntilGone(100)).isEqualTo(MemoryWatch.TIMES);
  }

  @Test
  void garbageIsNoWantOfMemory() {
    used = 0.5;
    for (int look = 0; look < 10 * MemoryWatch.TIMES; look++) {
      garbage = 0.5;
      assertThat(watch.isGone()).isFalse();
    }
  }

  @Test
  void whatIsFreedInTimeIsForgotten() {
    for (int storm = 0; storm < 3; storm++) {
      used = 1;
      assertThat(looksUntilGone(MemoryWatch.TIMES - 1)).isEqualTo(MemoryWatch.TIMES);
      used = 0.1;
      assertThat(watch.isGone()).isFalse();
    }
  }
}
