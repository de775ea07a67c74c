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
  private final int rate;
  private final int probes;

  private UpgradeBenchmark(Arguments arguments) {
    this.distribution = arguments.distribution();
    this.rounds = arguments.whole("rounds", 5);
    this.seconds = arguments.whole("seconds", 5);
    this.warmUp = arguments.whole("warm-up", 30);
    this.connections = arguments.whole("connections", 64);
    this.rate = arguments.whole("rate", 10);
    this.probes = arguments.whole("probes", 50);
    arguments.end();
  }

  static void main(Arguments arguments) throws IOException, InterruptedException {
    new UpgradeBenchmark(arguments).run();
  }

  private void run() throws IOException, InterruptedException {
    try (ServerProcess runtime = ServerProcess.runtime(distribution);
        OperatorProcess operator = new OperatorProcess(runtime.folder())) {
      Path folder = Files.createDirectory(runtime.folder().resolve("data/versions"));
      VersionedJar jar = new VersionedJar(distribution, BUNDLE, folder);
      Wrk.load(runtime, connections, ITEMS, warmUp);
      for (int turn = 0; turn < warmUp / seconds; turn++) {
        whileUpgrading(runtime, operator, jar);
      }
      System.out.printf(
          "%-10s %9s %9s %9s %7s %7s %10s%n",
          "turn", "req/s", "p50 us", "p99 us", "others", "errors", "upgrades/s");
      List<Wrk.Result> quiet = new ArrayList<>();
      List<Wrk.Result> upgrading = new ArrayList<>();
      List<Wrk.Result> shadowed = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        quiet.add(print("quiet", Wrk.load(runtime, connections, ITEMS, seconds), 0));
        upgrading.add(whileUpgrading(runtime, operator, jar));
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
        "median of ratios, %s to the quiet turns of its round: req/s %.2f, p99 %.2f%n",
        name, ratio(turns, quiet, Wrk.Result::perSecond), ratio(turns, quiet, Wrk.Result::p99));
  }

  /** By round, because the speed of the machine itself changes from one to the next. */
  private static double ratio(
      List<Wrk.Result> turns, List<Wrk.Result> quiet, ToDoubleFunction<Wrk.Result> of) {
    double[] ratios = new double[turns.size()];
    for (int round = 0; round < ratios.length; round++) {
      double one = of.applyAsDouble(quiet.get(2 * round));
      double other = of.applyAsDouble(quiet.get(2 * round + 1));
      ratios[round] = of.applyAsDouble(turns.get(round)) * 2 / (one + other);
    }
    Arrays.sort(ratios);
    int middle = ratios.length / 2;
    return ratios.length % 2 == 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2;
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
      ServerProcess runtime, OperatorProcess operator, VersionedJar jar)
      throws IOException, InterruptedException {
    Upgrades upgrades = new Upgrades(operator, jar, rate, rate * seconds);
    Thread thread = Thread.ofPlatform().start(upgrades);
    Wrk.Result result = Wrk.load(runtime, connections, ITEMS, seconds);
    thread.join();
    return print("upgrades", result, upgrades.perSecond());
  }

  /**
   * So many upgrades at a steady rate. The jars are made before, and no answer is waited for before
   * the end, so that little but the runtime's own work is measured.
   */
  private static final class Upgrades implements Runnable {

    private final OperatorProcess operator;
    private final List<Path> jars = new ArrayList<>();
    private final long nanosBetween;
    private volatile long nanos;
    private volatile @Nullable IOException failure;

    Upgrades(OperatorProcess operator, VersionedJar jar, int rate, int number) throws IOException {
      this.operator = operator;
      this.nanosBetween = TimeUnit.SECONDS.toNanos(1) / rate;
      for (int i = 0; i < number; i++) {
        jars.add(jar.next());
      }
    }

    @Override
    public void run() {
      long begun = System.nanoTime();
      long next = begun;
      try {
        for (Path jar : jars) {
          for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
            LockSupport.parkNanos(wait);
          }
          operator.send("strategy:upgrade " + jar);
          next += nanosBetween;
        }
        String answers = operator.run("echo");
        nanos = System.nanoTime() - begun;
        long done = answers.lines().filter(line -> line.startsWith("Done: upgrade")).count();
        if (done < jars.size()) {
          throw new IOException(answers);
        }
      } catch (IOException e) {
        failure = e;
      }
    }

    double perSecond() throws IOException {
      IOException failed = failure;
      if (failed != null) {
        throw failed;
      }
      return jars.size() * 1e9 / nanos;
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
