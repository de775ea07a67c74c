package supermarket.product.manager.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
  private final Pace pace = new Pace(now::get);

  @Test
  void aSmallFileMayBeWrittenAtOnceAndALargeOneOnceAMinute() {
    assertThat(pace.isDue()).isTrue();
    pace.wrote(100_000);
    assertThat(pace.isDue()).isTrue();
    pace.wrote(30_000_000);
    assertThat(pace.isDue()).isFalse();
    now.addAndGet(TimeUnit.SECONDS.toNanos(59));
    assertThat(pace.isDue()).isFalse();
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(pace.isDue()).isTrue();
  }
}
