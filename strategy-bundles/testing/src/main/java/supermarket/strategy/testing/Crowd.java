package supermarket.strategy.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Many threads that ask at the same moment. */
final class Crowd {

  private static final int THREADS = 8;

  /** The bound is there so that a strategy that locks up ends as a failure. */
  private static final int LONGEST_SECONDS = 30;

  private Crowd() {}

  /** Returns what each of the threads was answered. */
  static <T> List<T> ask(Callable<T> question) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    Callable<T> caller =
        () -> {
          start.await();
          return question.call();
        };
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<T> answers = new ArrayList<>();
      for (Future<T> answer :
          threads.invokeAll(
              Collections.nCopies(THREADS, caller), LONGEST_SECONDS, TimeUnit.SECONDS)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }
}
