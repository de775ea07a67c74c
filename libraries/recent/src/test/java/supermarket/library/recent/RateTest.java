package supermarket.library.recent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final Rate rate = new Rate(10, now::get);

  private int through(int tries) {
    int through = 0;
    for (int i = 0; i < tries; i++) {
      through += rate.use() ? 1 : 0;
    }
    return through;
  }

  @Test
  void soManyGetThroughAtOnceAndSoManyMoreEachSecond() {
    assertThat(through(100)).isEqualTo(10);
    now.addAndGet(300_000_000);
    assertThat(through(100)).isEqualTo(3);
    now.addAndGet(60_000_000_000L);
    assertThat(through(100)).isEqualTo(10);
  }
}
