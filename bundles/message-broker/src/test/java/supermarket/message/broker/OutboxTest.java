package supermarket.message.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OutboxTest {

  @Test
  void whatComesWhileItSendsGoesTogetherInTheNextBatch() {
    List<List<Integer>> batches = new ArrayList<>();
    AtomicReference<Outbox<Integer>> itself = new AtomicReference<>();
    Outbox<Integer> outbox =
        new Outbox<>(
            Runnable::run,
            Runnable::run,
            batch -> {
              batches.add(batch);
              if (batches.size() == 1) {
                itself.get().add(2);
                itself.get().addAll(List.of(3, 4));
              }
            });
    itself.set(outbox);
    outbox.add(1);
    assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4));
  }

  @Test
  void passesTheWorkOnAfterEnoughBatchesForOthers() {
    Queue<Runnable> further = new ArrayDeque<>();
    AtomicInteger sent = new AtomicInteger();
    AtomicReference<Outbox<Integer>> itself = new AtomicReference<>();
    Outbox<Integer> outbox =
        new Outbox<>(
            Runnable::run,
            further::add,
            batch -> {
              if (sent.addAndGet(batch.size()) < 100) {
                itself.get().add(sent.get());
              }
            });
    itself.set(outbox);
    outbox.add(0);
    assertThat(sent).hasValueLessThan(100);
    for (Runnable next = further.poll(); next != null; next = further.poll()) {
      next.run();
    }
    assertThat(sent).hasValue(100);
  }

  @Test
  void everythingIsSentOnceByOneThreadAtATime() {
    int threads = 4;
    int each = 20_000;
    AtomicInteger sending = new AtomicInteger();
    AtomicInteger together = new AtomicInteger();
    List<Integer> sent = Collections.synchronizedList(new ArrayList<>());
    Outbox<Integer> outbox =
        new Outbox<>(
            Runnable::run,
            Thread::startVirtualThread,
            batch -> {
              together.accumulateAndGet(sending.incrementAndGet(), Math::max);
              sent.addAll(batch);
              sending.decrementAndGet();
            });
    try (ExecutorService callers = Executors.newFixedThreadPool(threads)) {
      for (int thread = 0; thread < threads; thread++) {
        int first = thread * each;
        callers.execute(
            () -> {
              for (int i = 0; i < each; i++) {
                outbox.add(first + i);
              }
            });
      }
    }
    Awaitility.await().until(() -> sent.size() >= threads * each);
    assertThat(sent).hasSize(threads * each).doesNotHaveDuplicates();
    assertThat(together).hasValue(1);
  }

  @Test
  void aKilledCallerStillSendsAndStaysInterrupted() {
    List<Boolean> interrupted = new ArrayList<>();
    Outbox<Integer> outbox =
        new Outbox<>(
            Runnable::run,
            Runnable::run,
            batch -> interrupted.add(Thread.currentThread().isInterrupted()));
    Thread.currentThread().interrupt();
    outbox.add(1);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(interrupted).containsExactly(false);
  }

  @Test
  void aFailedBatchHoldsUpNoOther() {
    List<List<Integer>> batches = new ArrayList<>();
    Outbox<Integer> outbox =
        new Outbox<>(
            Runnable::run,
            Runnable::run,
            batch -> {
              batches.add(batch);
              if (batches.size() == 1) {
                throw new IllegalStateException("on purpose");
              }
            });
    outbox.add(1);
    outbox.add(2);
    assertThat(batches).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void addingAfterTheEndIsHarmless() {
    List<List<Integer>> batches = new ArrayList<>();
    Outbox<Integer> outbox =
        new Outbox<>(
            task -> {
              throw new RejectedExecutionException("on purpose");
            },
            Runnable::run,
            batches::add);
    outbox.add(1);
    outbox.add(2);
    assertThat(batches).isEmpty();
  }
}
