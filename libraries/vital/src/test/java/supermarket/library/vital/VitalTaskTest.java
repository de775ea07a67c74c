package supermarket.library.vital;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
  void workThatDoesNotComeBackIsToldAsLongAsItLasts() {
    AtomicLong now = new AtomicLong();
    List<Optional<Trouble>> told = new ArrayList<>();
    VitalTask[] task = new VitalTask[1];
    task[0] =
        new VitalTask(
            "watch",
            Gravity.WARNING,
            LOG,
            () -> {
              told.add(task[0].trouble());
              now.addAndGet(TimeUnit.SECONDS.toNanos(11));
              told.add(task[0].trouble());
            },
            Duration.ofSeconds(10),
            now::get);
    task[0].run();
    assertThat(told)
        .containsExactly(
            Optional.empty(),
            Optional.of(new Trouble("watch", Gravity.WARNING, "has not come back for 11 s")));
    assertThat(task[0].trouble()).isEmpty();
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
