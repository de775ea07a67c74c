package supermarket.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Baskets of ten lines at a fixed rate, whatever becomes of those before. Latency counts from the
 * moment a basket was due.
 *
 * <p>Thread safety: used by one thread.
 */
final class OpenLoop implements AutoCloseable {

  private static final int LINES = 10;

  /** Of so many stores, one after another by chance. */
  private static final int STORES = 100_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;
  private final ProductSeed seed;
  private final int rate;
  private final Random random = new Random(1);

  /** Of a server that has this catalogue. */
  OpenLoop(URI address, ProductSeed seed, int rate) {
    this.address = address;
    this.seed = seed;
    this.rate = rate;
  }

  /** How long baskets took, in microseconds, and how many were not priced. */
  record Result(long p50, long p99, long worst, int failed) {}

  /** Posts until something is done. */
  Result during(Thread work) {
    ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    AtomicInteger failed = new AtomicInteger();
    long between = TimeUnit.SECONDS.toNanos(1) / rate;
    work.start();
    try (ExecutorService tills = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long due = System.nanoTime(); work.isAlive(); due += between) {
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
          LockSupport.parkNanos(wait);
        }
        HttpRequest basket = basket();
        long from = due;
        tills.execute(
            () -> {
              if (!isPriced(basket)) {
                failed.incrementAndGet();
              }
              nanos.add(System.nanoTime() - from);
            });
      }
    }
    long[] sorted = nanos.stream().mapToLong(each -> each / 1_000).sorted().toArray();
    return new Result(
        sorted[sorted.length / 2],
        sorted[(int) (sorted.length * 99L / 100)],
        sorted[sorted.length - 1],
        failed.get());
  }

  /** Posts for a while. */
  Result during(int seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    return during(
        Thread.ofVirtual()
            .unstarted(
                () -> {
                  for (long left; (left = end - System.nanoTime()) > 0; ) {
                    LockSupport.parkNanos(left);
                  }
                }));
  }

  private boolean isPriced(HttpRequest basket) {
    try {
      return client.send(basket, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private HttpRequest basket() {
    String items =
        IntStream.range(0, LINES)
            .mapToObj(i -> "\"" + ProductSeed.code(random.nextInt(seed.products())) + "\"")
            .collect(Collectors.joining(","));
    return HttpRequest.newBuilder(address)
        .header("Content-Type", "application/json")
        .POST(
            HttpRequest.BodyPublishers.ofString(
                "{\"supermarket_id\":\"%s\",\"user_id\":\"u%d\",\"items\":[%s]}"
                    .formatted(seed.store(random.nextInt(STORES)), random.nextInt(1_000), items)))
        .build();
  }

  @Override
  public void close() {
    client.close();
  }
}
