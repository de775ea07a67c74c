package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import supermarket.itests.Store.Reply;

/**
 * Stores that post the same basket without pause, each the next one as soon as it has its reply,
 * and check each reply: all lines of one strategy must name one version, and every line must cost
 * what the version it names says. Versions with an odd major number cost 1.00, the others 2.00.
 */
final class Stores implements AutoCloseable {

  private static final Pattern LINE =
      Pattern.compile(
          "\"cost\":([0-9.]+),\"strategy\":\"([^\"]+)\",\"strategy_version\":\"(\\d+)\\.");

  private final Store store;
  private final String strategy;
  private final String[] items;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong priced = new AtomicLong();
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();
  private final Queue<String> mixed = new ConcurrentLinkedQueue<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  private Stores(Store store, String strategy, String... items) {
    this.store = store;
    this.strategy = strategy;
    this.items = items.clone();
  }

  /** Opens so many stores that buy items priced by this strategy, besides others. */
  static Stores open(int count, Path home, String strategy, String... items) {
    Stores stores = new Stores(Store.of(home), strategy, items);
    for (int i = 0; i < count; i++) {
      String user = "loop-" + i;
      stores.threads.add(Thread.ofPlatform().name(user).start(() -> stores.loop(user)));
    }
    await().until(() -> stores.priced.get() > 0);
    return stores;
  }

  private void loop(String user) {
    while (!closed) {
      check(store.price(user, items));
    }
  }

  private void check(Reply reply) {
    if (reply.status() != 200) {
      failed.add(reply.toString());
      return;
    }
    Set<String> versions = new HashSet<>();
    Matcher line = LINE.matcher(reply.body());
    while (line.find()) {
      if (line.group(2).equals(strategy)) {
        String major = line.group(3);
        versions.add(major);
        if (!line.group(1).equals(Integer.parseInt(major) % 2 == 1 ? "1.00" : "2.00")) {
          wrong.add(reply.toString());
        }
      }
    }
    if (versions.size() != 1) {
      mixed.add(reply.toString());
    }
    priced.incrementAndGet();
  }

  /** A basket that is posted now must be priced with this version. */
  void assertNow(int major) {
    Reply reply = store.price("asks", items);
    check(reply);
    assertThat(reply.body()).contains("\"strategy_version\":\"" + major + ".0.0\"");
  }

  /** Stops, and answers how many baskets were priced; none may have failed, mixed or been wrong. */
  long assertNothingWasNoticed() {
    close();
    assertThat(failed).as("failed").isEmpty();
    assertThat(mixed).as("mixed").isEmpty();
    assertThat(wrong).as("wrong").isEmpty();
    return priced.get();
  }

  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    store.close();
  }
}
