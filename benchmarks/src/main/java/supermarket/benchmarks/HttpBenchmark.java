package supermarket.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Compares the runtime over HTTP with Undertow and Jackson alone. Both run all the time; load goes
 * to one, then to the other, several times, so that whatever else the machine does meets both.
 */
final class HttpBenchmark {

  private static final String BASKET =
      """
      {"supermarket_id": "sp1", "user_id": "u1", "items": ["GR1", "SR1", "GR1", "GR1", "CF1"]}
      """;

  private final Path distribution;
  private final int rounds;
  private final int seconds;
  private final int warmUp;
  private final int bareIoThreads;
  private final List<Integer> connections;
  private final List<Integer> items;

  private HttpBenchmark(Arguments arguments) {
    this.distribution = arguments.distribution();
    this.rounds = arguments.whole("rounds", 3);
    this.seconds = arguments.whole("seconds", 5);
    this.warmUp = arguments.whole("warm-up", 20);
    this.bareIoThreads =
        arguments.whole("bare-io-threads", Runtime.getRuntime().availableProcessors());
    this.connections = arguments.wholes("connections", "8,64,256");
    this.items = arguments.wholes("items", "5,10000");
    arguments.end();
  }

  static void main(Arguments arguments) throws IOException, InterruptedException {
    new HttpBenchmark(arguments).run();
  }

  private void run() throws IOException, InterruptedException {
    try (ServerProcess bare = ServerProcess.bare(distribution, bareIoThreads);
        ServerProcess runtime = ServerProcess.runtime(distribution)) {
      List<ServerProcess> both = List.of(bare, runtime);
      for (ServerProcess server : both) {
        check(server);
        Wrk.load(server, 64, 5, warmUp);
      }
      System.out.printf(
          "%6s %6s  %-12s %9s %9s %9s %9s %7s %7s%n",
          "items", "conns", "server", "req/s", "p50 us", "p99 us", "cpu us", "others", "errors");
      for (int size : items) {
        for (int count : connections) {
          compare(both, size, count);
        }
      }
    }
  }

  /** Fails if a server answers a basket wrongly. */
  static void check(Server server) throws IOException, InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(server.basket())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(BASKET))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String answer = client.send(post, HttpResponse.BodyHandlers.ofString()).body();
      if (!answer.contains("22.45")) {
        throw new IOException(server.name() + " answers " + answer);
      }
    }
  }

  private void compare(List<ServerProcess> both, int size, int count)
      throws IOException, InterruptedException {
    List<List<Wrk.Result>> results = List.of(new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < both.size(); i++) {
        Wrk.Result result = Wrk.load(both.get(i), count, size, seconds);
        results.get(i).add(result);
        print(size, count, both.get(i).name(), result);
      }
    }
    System.out.printf(
        "%6d %6d  ratio of medians: req/s %.2f, cpu %.2f%n",
        size,
        count,
        median(results.get(1), Wrk.Result::perSecond)
            / median(results.get(0), Wrk.Result::perSecond),
        median(results.get(1), Wrk.Result::cpuMicros)
            / median(results.get(0), Wrk.Result::cpuMicros));
  }

  private static void print(int size, int count, String name, Wrk.Result result) {
    System.out.printf(
        "%6d %6d  %-12s %9.0f %9d %9d %9.1f %7.2f %7d%n",
        size,
        count,
        name,
        result.perSecond(),
        result.p50(),
        result.p99(),
        result.cpuMicros(),
        result.others(),
        result.errors());
  }

  private static double median(List<Wrk.Result> results, ToDoubleFunction<Wrk.Result> of) {
    double[] sorted = results.stream().mapToDouble(of).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
