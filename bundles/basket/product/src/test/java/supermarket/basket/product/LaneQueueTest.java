package supermarket.basket.product;

import static org.assertj.core.api.Assertions.assertThat;
import static supermarket.basket.product.Fixtures.PRICE;
import static supermarket.basket.product.Fixtures.worker;

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

class LaneQueueTest {

  private final LaneQueue queue = new LaneQueue(100_000);

  private static List<ProductWorker> workers(int count) {
    return Stream.generate(() -> worker(line -> PRICE)).limit(count).toList();
  }

  private List<ProductWorker> take(int count) throws InterruptedException {
    List<ProductWorker> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(queue.take());
    }
    return taken;
  }

  @Test
  void supermarketsTakeTurnsHoweverManyLinesTheyHave() throws InterruptedException {
    List<ProductWorker> flood = workers(4);
    List<ProductWorker> a = workers(1);
    List<ProductWorker> b = workers(2);
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
    List<ProductWorker> flood = workers(3);
    List<ProductWorker> a = workers(2);
    queue.offer("flood", flood);
    queue.offer("a", a.subList(0, 1));
    assertThat(take(2)).containsExactly(flood.get(0), a.get(0));

    queue.offer("a", a.subList(1, 2));
    assertThat(take(3)).containsExactly(flood.get(1), a.get(1), flood.get(2));
  }

  @Test
  void theLinesOfABasketHaveRoomTogetherOrAreRefusedTogether() throws InterruptedException {
    LaneQueue small = new LaneQueue(3);
    List<ProductWorker> first = workers(2);
    assertThat(small.offer("a", first)).isTrue();
    assertThat(small.offer("a", workers(2))).isFalse();
    assertThat(small.offer("b", workers(2))).isFalse();
    assertThat(small.offer("b", workers(1))).isTrue();
    assertThat(small.offer("b", workers(1))).isFalse();

    assertThat(small.take()).isSameAs(first.get(0));
    assertThat(small.offer("b", workers(1))).as("there is room again").isTrue();
    assertThat(small.clear()).hasSize(3);
    assertThat(small.offer("b", workers(3))).isTrue();
  }

  @Test
  void manyThreadsLoseNothing() throws Exception {
    int threads = 4;
    int each = 20_000;
    CyclicBarrier together = new CyclicBarrier(2 * threads);
    try (ExecutorService pool = Executors.newFixedThreadPool(2 * threads)) {
      List<Future<List<ProductWorker>>> takers = new ArrayList<>();
      List<Future<?>> givers = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        String supermarket = "sp" + thread % 3;
        takers.add(
            pool.submit(
                () -> {
                  together.await();
                  return take(each);
                }));
        List<ProductWorker> offered = workers(each);
        givers.add(
            pool.submit(
                () -> {
                  together.await();
                  for (int i = 0; i < each; i += 5) {
                    assertThat(queue.offer(supermarket, offered.subList(i, i + 5))).isTrue();
                  }
                  return null;
                }));
      }
      for (Future<?> giver : givers) {
        giver.get(30, TimeUnit.SECONDS);
      }
      List<ProductWorker> taken = new ArrayList<>();
      for (Future<List<ProductWorker>> taker : takers) {
        taken.addAll(taker.get(30, TimeUnit.SECONDS));
      }
      assertThat(taken).doesNotHaveDuplicates().hasSize(threads * each);
    }
    assertThat(queue.clear()).isEmpty();
  }

  @Test
  void whoIsInterruptedLeavesWhatComesToTheOthers() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    BlockingQueue<ProductWorker> taken = new LinkedBlockingQueue<>();
    Thread interrupted = taker(begun, taken);
    Thread other = taker(begun, taken);
    begun.await();
    interrupted.interrupt();
    List<ProductWorker> one = workers(1);
    queue.offer("a", one);
    interrupted.join();

    // Whoever was first; if it was the interrupted one, it had been given it before.
    assertThat(taken.poll(10, TimeUnit.SECONDS)).isSameAs(one.get(0));
    other.interrupt();
    other.join();
    assertThat(taken).isEmpty();
  }

  private Thread taker(CountDownLatch begun, Queue<ProductWorker> taken) {
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
