package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Baskets of one piece of a product whose price tells the version of its strategy, posted without
 * an end by users that are spread over all basket nodes. What is not priced is told as it came.
 */
final class ChainedBaskets implements AutoCloseable {

  private static final int TILLS = 24;
  private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();
  private static final Duration ANSWER = Duration.ofSeconds(7);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What became of one: its total, or what was answered instead, with revision 0 then. */
  private record Priced(
      int till, long sent, long ended, String total, long revision, String version) {

    static Priced of(int till, long sent, StoreConnection.Reply reply) {
      long now = System.nanoTime();
      return reply.status() == 200
          ? new Priced(
              till,
              sent,
              now,
              reply.member("total_cost").orElse(reply.body()),
              Long.parseLong(reply.member("revision").orElse("0")),
              reply.member("strategy_version").orElse("").replaceAll("[^0-9.]", ""))
          : new Priced(till, sent, now, reply.status() + " " + reply.body(), 0, "");
    }

    boolean isPriced() {
      return revision > 0;
    }
  }

  private final String[] gateways;
  private final List<Priced> all = new ArrayList<>();
  private final List<Thread> threads;
  private volatile boolean ended;

  private ChainedBaskets(String... gateways) {
    this.gateways = gateways;
    threads =
        IntStream.range(0, TILLS)
            .mapToObj(till -> Thread.ofVirtual().start(() -> post(till)))
            .toList();
  }

  static ChainedBaskets at(String... gateways) {
    return new ChainedBaskets(gateways);
  }

  private void post(int till) {
    byte[] basket =
        ("{\"supermarket_id\":\"sp1\",\"user_id\":\"chained-"
                + till
                + "\",\"items\":[\"CHAINED\"]}")
            .getBytes(StandardCharsets.US_ASCII);
    try (StoreConnection connection =
        new StoreConnection(StoreConnection.at(gateways[till % gateways.length]))) {
      while (!ended) {
        long sent = System.nanoTime();
        connection.post("chained", basket);
        add(Priced.of(till, sent, connection.reply(sent + ANSWER.toNanos())));
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (IOException e) {
      add(new Priced(till, System.nanoTime(), System.nanoTime(), e.toString(), 0, ""));
    }
  }

  private synchronized void add(Priced priced) {
    all.add(priced);
  }

  private synchronized List<Priced> soFar() {
    return List.copyOf(all);
  }

  /** Goes on for a while. */
  void goOnFor(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left; (left = end - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(left);
    }
  }

  /** Waits until the last basket of each till costs this, each posted from now on. */
  void awaitAll(String total) {
    long from = System.nanoTime();
    await("all cost " + total)
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Map<Integer, String> last = new TreeMap<>();
              soFar().stream()
                  .filter(each -> each.sent() - from > 0)
                  .forEach(each -> last.put(each.till(), each.total()));
              assertThat(last).hasSize(TILLS);
              assertThat(Set.copyOf(last.values())).containsExactly(total);
            });
  }

  /** Waits until some users pay one and some the other. */
  void awaitBoth(String one, String other) {
    long from = System.nanoTime();
    await("some cost " + one + ", some " + other)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(since(from)).contains(one, other));
  }

  /** What baskets cost that were posted after an instant. */
  Set<String> since(long nanos) {
    Set<String> totals = new TreeSet<>();
    soFar().stream()
        .filter(each -> each.sent() - nanos > 0)
        .forEach(each -> totals.add(each.total()));
    return totals;
  }

  /** None cost anything else, or was not priced. */
  void assertOnly(String... totals) {
    List<Priced> all = soFar();
    assertThat(all.stream().filter(each -> !Set.of(totals).contains(each.total())))
        .as("of %d baskets, those that did not cost any of %s", all.size(), List.of(totals))
        .isEmpty();
  }

  /** Whoever has paid the one total does not pay the other afterwards. */
  void assertNobodyGoesBack(String before, String after) {
    Map<Integer, List<String>> byTill = new TreeMap<>();
    for (Priced each : soFar()) {
      byTill.computeIfAbsent(each.till(), till -> new ArrayList<>()).add(each.total());
    }
    byTill.forEach(
        (till, totals) ->
            assertThat(totals.subList(Math.max(0, totals.indexOf(after)), totals.size()))
                .as("till %d, which had %s before", till, before)
                .doesNotContain(before));
  }

  /**
   * Each was priced with the version of the revision that it names, and no till has seen a revision
   * go back.
   */
  void assertOfTheirRevisions(RevisionHistory history) {
    Map<Integer, Long> newest = new TreeMap<>();
    for (Priced each : soFar()) {
      if (each.isPriced()) {
        assertThat(history.versions(each.revision())).as("%s", each).contains(each.version());
        assertThat(each.revision())
            .as("what till %d saw before %s", each.till(), each)
            .isGreaterThanOrEqualTo(newest.getOrDefault(each.till(), 0L));
        newest.put(each.till(), each.revision());
      }
    }
    assertThat(newest).as("tills that had a basket priced").hasSize(TILLS);
  }

  int count() {
    return soFar().size();
  }

  /**
   * From the first basket that cost something else to the last that cost this; zero if none did.
   */
  Duration overlap(String before) {
    long first =
        soFar().stream()
            .filter(each -> !each.total().equals(before))
            .mapToLong(Priced::ended)
            .min()
            .orElse(Long.MAX_VALUE);
    long last =
        soFar().stream()
            .filter(each -> each.total().equals(before))
            .mapToLong(Priced::ended)
            .max()
            .orElse(Long.MIN_VALUE);
    return Duration.ofNanos(Math.max(0, last - first));
  }

  /** Posts no more; what was posted has its outcome when this returns. */
  void end() {
    close();
  }

  @Override
  public void close() {
    ended = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
