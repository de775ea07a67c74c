package supermarket.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What upgrades cost the baskets that are priced meanwhile: load in turns with nothing else, with
 * so many upgrades a second, and with a version in shadow; then how long it takes from an upgrade
 * to the first basket that is priced by the new version.
 */
final class UpgradeBenchmark {

  private static final String STRATEGY = "buy-one-get-one-free";
  private static final String BUNDLE = "supermarket.strategy.buy.one.get.one.free";
  private static final String BASKET =
      "{\"supermarket_id\": \"sp1\", \"user_id\": \"probe\", \"items\": [\"GR1\"]}";
  private static final int ITEMS = 5;

  private final Path distribution;
  private final int rounds;
  private final int seconds;
  private final int warmUp;
  private final int connections;
  private final long nanosBetween;
  private final int probes;

  private UpgradeBenchmark(Map<String, String> options) {
    this.distribution = Path.of(options.getOrDefault("distribution", "")).toAbsolutePath();
    this.rounds = Integer.parseInt(options.getOrDefault("rounds", "5"));
    this.seconds = Integer.parseInt(options.getOrDefault("seconds", "5"));
    this.warmUp = Integer.parseInt(options.getOrDefault("warm-up", "30"));
    this.connections = Integer.parseInt(options.getOrDefault("connections", "64"));
    this.nanosBetween =
        TimeUnit.SECONDS.toNanos(1) / Integer.parseInt(options.getOrDefault("rate", "10"));
    this.probes = Integer.parseInt(options.getOrDefault("probes", "50"));
  }

  static void main(Map<String, String> options) throws IOException, InterruptedException {
    new UpgradeBenchmark(options).run();
  }

  private void run() throws IOException, InterruptedException {
    try (ServerProcess runtime = ServerProcess.runtime(distribution);
        OperatorProcess operator = new OperatorProcess(runtime.folder())) {
      Path folder = Files.createDirectory(runtime.folder().resolve("data/versions"));
      VersionedJar jar = new VersionedJar(distribution, BUNDLE, folder);
      Wrk.load(runtime, connections, ITEMS, warmUp);
      whileUpgrading(runtime, operator, jar, warmUp);
      System.out.printf(
          "%-10s %9s %9s %9s %7s %7s %10s%n",
          "turn", "req/s", "p50 us", "p99 us", "others", "errors", "upgrades/s");
      List<Wrk.Result> quiet = new ArrayList<>();
      List<Wrk.Result> upgrading = new ArrayList<>();
      List<Wrk.Result> shadowed = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        quiet.add(print("quiet", Wrk.load(runtime, connections, ITEMS, seconds), 0));
        upgrading.add(whileUpgrading(runtime, operator, jar, seconds));
        quiet.add(print("quiet", Wrk.load(runtime, connections, ITEMS, seconds), 0));
        shadowed.add(inShadow(runtime, operator, jar));
      }
      ratios("upgrades", upgrading, quiet);
      ratios("shadow", shadowed, quiet);
      probe(runtime, operator, jar);
    }
  }

  private static void ratios(String name, List<Wrk.Result> turns, List<Wrk.Result> quiet) {
    System.out.printf(
        "ratio of medians, %s to quiet: req/s %.2f, p99 %.2f%n",
        name,
        median(turns, Wrk.Result::perSecond) / median(quiet, Wrk.Result::perSecond),
        median(turns, Wrk.Result::p99) / median(quiet, Wrk.Result::p99));
  }

  private static double median(List<Wrk.Result> results, ToDoubleFunction<Wrk.Result> of) {
    double[] sorted = results.stream().mapToDouble(of).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static Wrk.Result print(String turn, Wrk.Result result, double upgradesPerSecond) {
    System.out.printf(
        "%-10s %9.0f %9d %9d %7.2f %7d %10.1f%n",
        turn,
        result.perSecond(),
        result.p50(),
        result.p99(),
        result.others(),
        result.errors(),
        upgradesPerSecond);
    return result;
  }

  private Wrk.Result whileUpgrading(
      ServerProcess runtime, OperatorProcess operator, VersionedJar jar, int duration)
      throws IOException, InterruptedException {
    Upgrades upgrades = new Upgrades(operator, jar, nanosBetween);
    Thread thread = Thread.ofPlatform().start(upgrades);
    long begun = System.nanoTime();
    Wrk.Result result = Wrk.load(runtime, connections, ITEMS, duration);
    int done = upgrades.done;
    double perSecond = done / ((System.nanoTime() - begun) / 1e9);
    upgrades.stopped = true;
    thread.join();
    if (upgrades.failure != null) {
      throw upgrades.failure;
    }
    return print("upgrades", result, perSecond);
  }

  /** Upgrades at a steady rate until it is stopped; one that is late is made at once. */
  private static final class Upgrades implements Runnable {

    private final OperatorProcess operator;
    private final VersionedJar jar;
    private final long nanosBetween;
    private volatile boolean stopped;
    private volatile int done;
    private volatile @Nullable IOException failure;

    Upgrades(OperatorProcess operator, VersionedJar jar, long nanosBetween) {
      this.operator = operator;
      this.jar = jar;
      this.nanosBetween = nanosBetween;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by this thread only
    public void run() {
      long next = System.nanoTime();
      while (!stopped) {
        long wait = next - System.nanoTime();
        if (wait > 0) {
          LockSupport.parkNanos(wait);
          continue;
        }
        try {
          operator.run("strategy:upgrade " + jar.next());
        } catch (IOException e) {
          failure = e;
          return;
        }
        done++;
        next += nanosBetween;
      }
    }
  }

  private Wrk.Result inShadow(ServerProcess runtime, OperatorProcess operator, VersionedJar jar)
      throws IOException, InterruptedException {
    operator.run("strategy:shadow " + jar.next());
    Wrk.Result result = Wrk.load(runtime, connections, ITEMS, seconds);
    print("shadow", result, 0);
    System.out.print("           " + operator.run("strategy:diff " + STRATEGY));
    operator.run("strategy:rollback " + STRATEGY);
    return result;
  }

  /** A basket: when it was posted and answered, and by which version. */
  private record Priced(long posted, long answered, String version) {}

  /**
   * One store posts without pause; from the command, and from the last basket that the old version
   * priced, to the answer of the first that the new one did. The new version was published between
   * the two.
   */
  private void probe(ServerProcess runtime, OperatorProcess operator, VersionedJar jar)
      throws IOException, InterruptedException {
    long[] fromCommand = new long[probes];
    long[] returned = new long[probes];
    long[] fromLastOld = new long[probes];
    for (int i = 0; i < probes; i++) {
      Path next = jar.next();
      Store store = new Store(runtime, jar.version());
      Thread thread = Thread.ofPlatform().start(store);
      store.begun.await();
      long begun = System.nanoTime();
      operator.run("strategy:upgrade " + next);
      returned[i] = System.nanoTime() - begun;
      thread.join();
      fromCommand[i] = store.firstNew.answered() - begun;
      fromLastOld[i] = store.firstNew.answered() - store.lastOld.posted();
    }
    System.out.printf(
        "upgrade, %d times, without other load (median, worst):%n"
            + "  until the command returns                             %s%n"
            + "  until the first basket of the new version is answered %s%n"
            + "  from the last basket of the old version to that       %s%n",
        probes, micros(returned), micros(fromCommand), micros(fromLastOld));
  }

  private static String micros(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / 1_000 + " us, " + nanos[nanos.length - 1] / 1_000 + " us";
  }

  /** Posts until a basket is priced by a version. */
  private static final class Store implements Runnable {

    private final HttpRequest post;
    private final String awaited;
    private final CountDownLatch begun = new CountDownLatch(1);
    private Priced lastOld = new Priced(0, 0, "");
    private Priced firstNew = lastOld;

    Store(ServerProcess runtime, String awaited) {
      this.awaited = awaited;
      this.post =
          HttpRequest.newBuilder(runtime.basket())
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(BASKET))
              .build();
    }

    @Override
    public void run() {
      try (HttpClient client = HttpClient.newHttpClient()) {
        while (!firstNew.version().equals(awaited)) {
          lastOld = firstNew;
          firstNew = price(client);
          begun.countDown();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private Priced price(HttpClient client) throws IOException, InterruptedException {
      long posted = System.nanoTime();
      String answer = client.send(post, HttpResponse.BodyHandlers.ofString()).body();
      String before = "\"strategy_version\":\"";
      int from = answer.indexOf(before);
      if (from < 0) {
        throw new IOException(answer);
      }
      from += before.length();
      return new Priced(
          posted, System.nanoTime(), answer.substring(from, answer.indexOf('"', from)));
    }
  }
}
