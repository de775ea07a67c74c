package supermarket.library.recent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import supermarket.library.recent.Recent.Excerpt;

class RecentTest {

  @Test
  void keepsTheNewestAndNoMoreThanItsSize() {
    Recent<Integer> recent = new Recent<>(3);
    assertThat(recent.from(0)).isEqualTo(new Excerpt<>(List.of(), 0, 0));
    recent.add(List.of(1, 2));
    assertThat(recent.from(0)).isEqualTo(new Excerpt<>(List.of(1, 2), 0, 2));
    recent.add(List.of(3, 4));
    assertThat(recent.from(0)).isEqualTo(new Excerpt<>(List.of(2, 3, 4), 1, 4));
    recent.add(List.of(5, 6, 7, 8));
    assertThat(recent.from(0)).isEqualTo(new Excerpt<>(List.of(6, 7, 8), 5, 8));
  }

  @Test
  void aReaderGoesOnWhereItStoppedAndKnowsWhatItMissed() {
    Recent<Integer> recent = new Recent<>(3);
    recent.add(List.of(1, 2));
    long position = recent.end();
    recent.add(List.of(3));
    Excerpt<Integer> excerpt = recent.from(position);
    assertThat(excerpt).isEqualTo(new Excerpt<>(List.of(3), 0, 3));
    assertThat(recent.from(excerpt.next()).values()).isEmpty();
    recent.add(List.of(4, 5, 6, 7, 8));
    assertThat(recent.from(excerpt.next())).isEqualTo(new Excerpt<>(List.of(6, 7, 8), 2, 8));
  }

  @Test
  void nothingAtOnceTakesNoPosition() {
    Recent<Integer> recent = new Recent<>(1);
    recent.add(List.of());
    assertThat(recent.end()).isZero();
  }

  @Test
  void whatIsReadDoesNotChangeAnyMore() {
    Recent<Integer> recent = new Recent<>(2);
    recent.add(List.of(1, 2));
    Excerpt<Integer> excerpt = recent.from(0);
    recent.add(List.of(3, 4));
    assertThat(excerpt.values()).containsExactly(1, 2);
  }

  @Test
  void everyValueOfManyThreadsHasItsPlace() throws InterruptedException {
    Recent<Integer> recent = new Recent<>(4_000);
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      int first = thread * 1_000;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 1; i <= 1_000; i++) {
                      recent.add(List.of(first + i));
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(recent.from(0).values()).hasSize(4_000).doesNotHaveDuplicates();
  }

  @Test
  void whatComesAtOnceStaysTogether() throws InterruptedException {
    Recent<Integer> recent = new Recent<>(3_000);
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < 3; thread++) {
      int first = thread * 1_000;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < 1_000; i += 2) {
                      recent.add(List.of(first + i, first + i + 1));
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    List<Integer> values = recent.from(0).values();
    for (int i = 0; i < values.size(); i += 2) {
      assertThat(values.get(i + 1)).isEqualTo(values.get(i) + 1);
    }
  }

  /** It may stop before one that is not written yet, and never passes it over. */
  @Test
  void aReaderAmongWritersSeesEachValueOnceOrMissesIt() throws InterruptedException {
    Recent<Long> recent = new Recent<>(64);
    AtomicBoolean isOver = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (long i = 0; i < 200_000; i++) {
                    recent.add(List.of(i));
                  }
                  isOver.set(true);
                });
    long position = 0;
    long seen = 0;
    long missed = 0;
    long newest = -1;
    while (!isOver.get() || position < recent.end()) {
      Excerpt<Long> excerpt = recent.from(position);
      for (long value : excerpt.values()) {
        assertThat(value).isGreaterThan(newest);
        newest = value;
      }
      seen += excerpt.values().size();
      missed += excerpt.missed();
      position = excerpt.next();
    }
    writer.join();
    assertThat(seen + missed).isEqualTo(200_000);
  }

  @Test
  void aRingMayHaveOnePlace() {
    Recent<Integer> smallest = new Recent<>(1);
    smallest.add(List.of(1, 2));
    assertThat(smallest.from(0)).isEqualTo(new Excerpt<>(List.of(2), 1, 2));
  }
}
