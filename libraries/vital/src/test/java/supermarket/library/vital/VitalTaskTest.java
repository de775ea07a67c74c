package supermarket.library.vital;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;

class VitalTaskTest {

  private static final Logger LOG = LoggerFactory.getLogger(VitalTaskTest.class);

  private final AtomicInteger runs = new AtomicInteger();
  private final CountDownLatch thrice = new CountDownLatch(3);

  private void failTwice() {
    thrice.countDown();
    if (runs.incrementAndGet() < 3) {
      throw new StackOverflowError("on purpose");
    }
  }

  @Test
  void anErrorIsToldWhileItLastsAndTheWorkGoesOn() {
    VitalTask task = new VitalTask("watch", Gravity.NOT_READY, LOG, this::failTwice);

    task.run();

    assertThat(task.trouble())
        .contains(
            new Trouble(
                "watch",
                Gravity.NOT_READY,
                "fails with java.lang.StackOverflowError; it is tried again"));

    task.run();
    task.run();

    assertThat(task.trouble()).isEmpty();
  }

  @Test
  void anErrorDoesNotEndWhatAnExecutorRepeats() throws InterruptedException {
    try (var executor = Executors.newSingleThreadScheduledExecutor()) {
      new VitalTask("watch", Gravity.WARNING, LOG, this::failTwice)
          .every(Duration.ofMillis(1), executor);

      assertThat(thrice.await(10, TimeUnit.SECONDS)).isTrue();
      executor.shutdownNow();
    }
  }

  @Test
  void anErrorDoesNotEndAThread() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    VitalTask.Work work =
        () -> {
          failTwice();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException closed) {
            interrupted.countDown();
          }
        };
    try (var thread =
        new VitalThread("acceptor", Gravity.NOT_READY, LOG, Duration.ofMillis(1), work)) {
      thread.start();

      assertThat(thrice.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
