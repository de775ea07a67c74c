package supermarket.library.vital;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;

@Timeout(60)
class VitalThreadTest {

  private final AtomicLong now = new AtomicLong();

  private VitalThread thread(VitalTask.Work work) {
    return new VitalThread(
        "acceptor",
        Gravity.WARNING,
        LoggerFactory.getLogger(VitalThreadTest.class),
        Duration.ofNanos(1),
        work,
        now::get);
  }

  @Test
  void whoeverWaitsForWorkIsInNoTroubleHoweverLongItTakes() throws InterruptedException {
    CountDownLatch waits = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    try (VitalThread thread =
        thread(
            () -> {
              waits.countDown();
              never.await();
            })) {
      thread.start();
      waits.await();
      now.addAndGet(Duration.ofDays(365).toNanos());
      assertThat(thread.trouble()).isEmpty();
    }
  }

  @Test
  void whoFailsIsInTroubleAndBeginsAgain() throws InterruptedException {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch again = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    try (VitalThread thread =
        thread(
            () -> {
              if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("no socket");
              }
              again.countDown();
              never.await();
            })) {
      thread.start();
      again.await();
      assertThat(thread.trouble().map(Trouble::text).orElseThrow())
          .contains("fails with java.lang.IllegalStateException");
    }
  }
}
