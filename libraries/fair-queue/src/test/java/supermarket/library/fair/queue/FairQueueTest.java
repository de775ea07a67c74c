package supermarket.library.fair.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FairQueueTest {

  private final FairQueue<Object> queue = new FairQueue<>(100_000, 100_000);

  private static List<Object> some(int count) {
    return Stream.generate(Object::new).limit(count).toList();
  }

  private List<Object> take(int count) throws InterruptedException {
    List<Object> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(queue.take());
    }
    return taken;
  }

  @Test
  void ownersTakeTurnsHoweverMuchTheyHave() throws InterruptedException {
    List<Object> flood = some(4);
    List<Object> a = some(1);
    List<Object> b = some(2);
    queue.offer("flood", flood.subList(0, 3));
    queue.offer("a", a);
    queue.offer("b", b);
    queue.offer("flood", flood.subList(3, 4));

    assertThat(take(7))
        .containsExactly(
            flood.get(0), a.get(0), b.get(0), flood.get(1), b.get(1), flood.get(2), flood.get(3));
  }

  @Test
  void whoComesAgainWaitsForHisTurnAgain() throws InterruptedException {
    List<Object> flood = some(3);
    List<Object> a = some(2);
    queue.offer("flood", flood);
    queue.offer("a", a.subList(0, 1));
    assertThat(take(2)).containsExactly(flood.get(0), a.get(0));

    queue.offer("a", a.subList(1, 2));
    assertThat(take(3)).containsExactly(flood.get(1), a.get(1), flood.get(2));
  }

  @Test
  void whatComesTogetherHasRoomTogetherOrIsRefusedTogether() throws InterruptedException {
    FairQueue<Object> small = new FairQueue<>(3, 3);
    List<Object> first = some(2);
    assertThat(small.offer("a", first)).isTrue();
    assertThat(small.offer("a", some(2))).isFalse();
    assertThat(small.offer("b", some(2))).isFalse();
    assertThat(small.offer("b", some(1))).isTrue();
    assertThat(small.offer("b", some(1))).isFalse();

    assertThat(small.take()).isSameAs(first.get(0));
    assertThat(small.offer("b", some(1))).as("there is room again").isTrue();
    assertThat(small.clear()).hasSize(3);
    assertThat(small.offer("b", some(3))).isTrue();
  }

  @Test
  void oneOwnerLeavesRoomForOthers() {
    FairQueue<Object> shared = new FairQueue<>(4, 3);
    assertThat(shared.offer("flood", some(4))).isFalse();
    assertThat(shared.offer("flood", some(3))).isTrue();
    assertThat(shared.offer("flood", some(1))).isFalse();
    List<Object> other = some(1);
    assertThat(shared.offer("a", other)).isTrue();
    assertThat(shared.offer("b", some(1))).as("there is no room at all").isFalse();

    assertThat(shared.poll()).isNotNull();
    assertThat(shared.poll()).isSameAs(other.get(0));
    assertThat(shared.offer("flood", some(1))).as("the owner has room again").isTrue();
    assertThat(shared.size()).isEqualTo(3);
    assertThat(shared.clear()).hasSize(3);
    assertThat(shared.size()).isZero();
    assertThat(shared.poll()).isNull();
  }

  @Test
  void manyThreadsLoseNothing() throws Exception {
    int threads = 4;
    int each = 20_000;
    CyclicBarrier together = new CyclicBarrier(2 * threads);
    try (ExecutorService pool = Executors.newFixedThreadPool(2 * threads)) {
      List<Future<List<Object>>> takers = new ArrayList<>();
      List<Future<?>> givers = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        String owner = "sp" + thread % 3;
        takers.add(
            pool.submit(
                () -> {
                  together.await();
                  return take(each);
                }));
        List<Object> offered = some(each);
        givers.add(
            pool.submit(
                () -> {
                  together.await();
                  for (int i = 0; i < each; i += 5) {
                    assertThat(queue.offer(owner, offered.subList(i, i + 5))).isTrue();
                  }
                  return null;
                }));
      }
      for (Future<?> giver : givers) {
        giver.get(30, TimeUnit.SECONDS);
      }
      List<Object> taken = new ArrayList<>();
      for (Future<List<Object>> taker : takers) {
        taken.addAll(taker.get(30, TimeUnit.SECONDS));
      }
      assertThat(taken).doesNotHaveDuplicates().hasSize(threads * each);
    }
    assertThat(queue.clear()).isEmpty();
  }

  @Test
  void whoIsInterruptedLeavesWhatComesToTheOthers() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    BlockingQueue<Object> taken = new LinkedBlockingQueue<>();
    Thread interrupted = taker(begun, taken);
    Thread other = taker(begun, taken);
    begun.await();
    interrupted.interrupt();
    List<Object> one = some(1);
    queue.offer("a", one);
    interrupted.join();

    // Whoever was first; if it was the interrupted one, it had been given it before.
    assertThat(taken.poll(10, TimeUnit.SECONDS)).isSameAs(one.get(0));
    other.interrupt();
    other.join();
    assertThat(taken).isEmpty();
  }

  private Thread taker(CountDownLatch begun, Queue<Object> taken) {
    return Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              begun.countDown();
              try {
                taken.add(queue.take());
              } catch (InterruptedException told) {
                // It takes none.
              }
            });
  }
}
