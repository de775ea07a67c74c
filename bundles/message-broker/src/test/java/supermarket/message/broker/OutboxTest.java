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
  void letsOthersHaveTheirTurnAfterEnoughBatches() {
    Queue<Runnable> started = new ArrayDeque<>();
    AtomicInteger sent = new AtomicInteger();
    AtomicReference<Outbox<Integer>> itself = new AtomicReference<>();
    Outbox<Integer> outbox =
        new Outbox<>(
            started::add,
            batch -> {
              if (sent.addAndGet(batch.size()) < 100) {
                itself.get().add(sent.get());
              }
            });
    itself.set(outbox);
    outbox.add(0);
    assertThat(sent).as("on the adding thread").hasValue(0);
    started.remove().run();
    assertThat(sent).hasValueBetween(1, 99);
    for (Runnable next = started.poll(); next != null; next = started.poll()) {
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
  void aFailedBatchHoldsUpNoOther() {
    List<List<Integer>> batches = new ArrayList<>();
    Outbox<Integer> outbox =
        new Outbox<>(
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
  void anErrorLeavesASenderForTheNextBatch() {
    List<List<Integer>> batches = new ArrayList<>();
    Outbox<Integer> outbox =
        new Outbox<>(
            Runnable::run,
            batch -> {
              batches.add(batch);
              if (batches.size() == 1) {
                throw new NoClassDefFoundError("on purpose");
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
            batches::add);
    outbox.add(1);
    outbox.add(2);
    assertThat(batches).isEmpty();
  }
}
