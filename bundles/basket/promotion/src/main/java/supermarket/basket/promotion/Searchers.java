package supermarket.basket.promotion;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Threads for searches that may take long. User workers have virtual threads, which are not
 * time-sliced: a few long searches on them would hold up all others, and the node's own.
 *
 * <p>Thread safety: any thread.
 */
final class Searchers implements AutoCloseable {

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().name("promotion-search-", 0).daemon().factory());

  /** Searches on a thread of these, if the present one is virtual, and waits for what is found. */
  <T> T run(Supplier<T> search) {
    if (!Thread.currentThread().isVirtual()) {
      return search.get();
    }
    try {
      return CompletableFuture.supplyAsync(search, threads).join();
    } catch (RejectedExecutionException stopping) {
      return search.get();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }

  /** Ends the threads, once what they have begun is done. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
