package supermarket.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;

/**
 * Posts one basket after another until the answer says something new.
 *
 * <p>Thread safety: used by one thread.
 */
final class FirstBasket implements AutoCloseable {

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpRequest post;

  /** Of one piece of a product. */
  FirstBasket(ServerProcess runtime, String product) {
    this.post =
        HttpRequest.newBuilder(runtime.basket())
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"supermarket_id\": \"sp1\", \"user_id\": \"probe\", \"items\": [\"%s\"]}"
                        .formatted(product)))
            .build();
  }

  /** What is to be measured. */
  @FunctionalInterface
  interface Command {
    /** Runs it. */
    void run() throws IOException;
  }

  /** Returns the nanoseconds from a command to the first answer that contains some text. */
  long after(Command command, String text) throws IOException, InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    long[] answered = new long[1];
    IOException[] failed = new IOException[1];
    Thread store =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    boolean isNew = false;
                    while (!isNew) {
                      isNew =
                          client
                              .send(post, HttpResponse.BodyHandlers.ofString())
                              .body()
                              .contains(text);
                      answered[0] = System.nanoTime();
                      begun.countDown();
                    }
                  } catch (IOException e) {
                    failed[0] = e;
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  } finally {
                    begun.countDown();
                  }
                });
    begun.await();
    long from = System.nanoTime();
    command.run();
    store.join();
    if (failed[0] != null) {
      throw failed[0];
    }
    return answered[0] - from;
  }

  @Override
  public void close() {
    client.close();
  }
}
