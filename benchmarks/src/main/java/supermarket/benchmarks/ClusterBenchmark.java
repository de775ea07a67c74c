package supermarket.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What a broker outside costs: Undertow and Jackson alone, the distribution with the broker in its
 * process, and gateway, broker and basket node in processes of their own. All run all the time;
 * load goes to one after the other, several times.
 */
final class ClusterBenchmark {

  private static final int ITEMS = 5;
  private static final String BARE = "bare";
  private static final String ALL = "bare,embedded,external,two-brokers,one-by-one";

  private final List<Path> distributions;
  private final List<String> servers;
  private final List<Integer> connections;
  private final int rounds;
  private final int seconds;
  private final int warmUp;
  private final int bareIoThreads;

  private ClusterBenchmark(Arguments arguments) {
    this.distributions = arguments.distributions();
    this.servers =
        Stream.concat(Stream.of(BARE), arguments.words("servers", ALL).stream())
            .distinct()
            .toList();
    this.connections = arguments.wholes("connections", "64");
    this.rounds = arguments.whole("rounds", 5);
    this.seconds = arguments.whole("seconds", 5);
    this.warmUp = arguments.whole("warm-up", 30);
    this.bareIoThreads =
        arguments.whole("bare-io-threads", Runtime.getRuntime().availableProcessors());
    arguments.end();
    for (String server : servers) {
      if (!List.of(ALL.split(",", -1)).contains(server)) {
        throw new Arguments.Wrong("servers=" + server + ": give some of " + ALL);
      }
    }
  }

  static void main(Arguments arguments) throws IOException, InterruptedException {
    new ClusterBenchmark(arguments).run();
  }

  private void run() throws IOException, InterruptedException {
    Deque<AutoCloseable> started = new ArrayDeque<>();
    try {
      List<Server> all = start(started);
      for (Server server : all) {
        HttpBenchmark.check(server);
        Wrk.load(server, 64, ITEMS, warmUp);
      }
      System.out.printf(
          "%6s  %-14s %7s %8s %8s %7s %7s %6s | %7s %7s %7s %7s | %6s%n",
          "conns", "server", "req/s", "p50 us", "p99 us", "errors", "others", "ratio", "cpu us",
          "gateway", "broker", "basket", "batch");
      for (int count : connections) {
        compare(all, count);
      }
    } finally {
      for (AutoCloseable server : started) {
        close(server);
      }
    }
  }

  private List<Server> start(Deque<AutoCloseable> started)
      throws IOException, InterruptedException {
    List<Server> all = new ArrayList<>();
    for (int i = 0; i < distributions.size(); i++) {
      for (String kind : servers) {
        if (i == 0 || !kind.equals(BARE)) {
          Server server = start(kind, distributions.get(i), i == 0 ? kind : kind + " " + (i + 1));
          all.add(server);
          started.push((AutoCloseable) server);
        }
      }
    }
    return all;
  }

  private Server start(String kind, Path distribution, String name)
      throws IOException, InterruptedException {
    return switch (kind) {
      case BARE -> ServerProcess.bare(distribution, bareIoThreads);
      case "embedded" -> ServerProcess.runtime(name, distribution);
      case "external" -> ClusterProcesses.start(name, distribution, 1);
      case "two-brokers" -> ClusterProcesses.start(name, distribution, 2);
      case "one-by-one" -> ClusterProcesses.startOneByOne(name, distribution);
      default -> throw new IllegalStateException(kind);
    };
  }

  private static void close(AutoCloseable server) {
    try {
      server.close();
    } catch (Exception e) {
      System.err.println("A server did not end in order: " + e);
    }
  }

  /**
   * One turn of one server.
   *
   * @param ratio of the answers per second to those of the bare server in the same round
   * @param gateway CPU time of the gateway for one answer, in microseconds
   * @param broker of the brokers
   * @param basket of the basket node
   * @param batch how many baskets there were in a message, requests and replies together
   */
  private record Turn(
      Wrk.Result result, double ratio, double gateway, double broker, double basket, double batch) {

    static Turn of(Wrk.Result result, double ratio, ClusterProcesses.Usage used) {
      long requests = result.requests();
      return new Turn(
          result,
          ratio,
          micros(used.gateway(), requests),
          micros(used.brokers(), requests),
          micros(used.baskets(), requests),
          2.0 * requests / used.sends());
    }

    static Turn of(Wrk.Result result, double ratio) {
      return new Turn(result, ratio, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    private static double micros(Duration time, long requests) {
      return time.toNanos() / 1e3 / requests;
    }
  }

  private void compare(List<Server> all, int count) throws IOException, InterruptedException {
    List<List<Turn>> turns = all.stream().<List<Turn>>map(server -> new ArrayList<>()).toList();
    for (int round = 0; round < rounds; round++) {
      double bare = 0;
      for (int i = 0; i < all.size(); i++) {
        Turn turn = turn(all.get(i), count, bare);
        if (i == 0) {
          bare = turn.result().perSecond();
          turn = Turn.of(turn.result(), 1);
        }
        turns.get(i).add(turn);
        print(count, all.get(i).name(), List.of(turn));
      }
    }
    System.out.println("medians of the turns, sum of the errors, most of others:");
    for (int i = 0; i < all.size(); i++) {
      print(count, all.get(i).name(), turns.get(i));
    }
  }

  private Turn turn(Server server, int count, double bare)
      throws IOException, InterruptedException {
    if (server instanceof ClusterProcesses cluster) {
      ClusterProcesses.Usage before = cluster.usage();
      Wrk.Result result = Wrk.load(server, count, ITEMS, seconds);
      return Turn.of(result, result.perSecond() / bare, cluster.usage().minus(before));
    }
    Wrk.Result result = Wrk.load(server, count, ITEMS, seconds);
    return Turn.of(result, result.perSecond() / bare);
  }

  private static void print(int count, String name, List<Turn> turns) {
    System.out.printf(
        "%6d  %-14s %7.0f %8.0f %8.0f %7d %7.2f %6.2f | %7.1f %7s %7s %7s | %6s%n",
        count,
        name,
        median(turns, turn -> turn.result().perSecond()),
        median(turns, turn -> turn.result().p50()),
        median(turns, turn -> turn.result().p99()),
        turns.stream().mapToLong(turn -> turn.result().errors()).sum(),
        turns.stream().mapToDouble(turn -> turn.result().others()).max().orElseThrow(),
        median(turns, Turn::ratio),
        median(turns, turn -> turn.result().cpuMicros()),
        where(turns, Turn::gateway),
        where(turns, Turn::broker),
        where(turns, Turn::basket),
        where(turns, Turn::batch));
  }

  private static String where(List<Turn> turns, ToDoubleFunction<Turn> of) {
    double median = median(turns, of);
    return Double.isNaN(median) ? "" : "%.1f".formatted(median);
  }

  private static double median(List<Turn> turns, ToDoubleFunction<Turn> of) {
    double[] sorted = turns.stream().mapToDouble(of).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
