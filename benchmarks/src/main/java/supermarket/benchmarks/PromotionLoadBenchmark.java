package supermarket.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Baskets over HTTP on a runtime with live offers, in turns with a runtime that has none: while
 * nothing changes, and while offers are added, ended and changed and their kind is upgraded. Each
 * total is checked by the revision that its reply names.
 */
final class PromotionLoadBenchmark {

  private static final String PEAK = "peak";
  private static final String PLAIN = "none";
  private static final String QUIET = "offers";
  private static final String CHANGING = "changes";

  private final Path distribution;
  private final List<Integer> rates;
  private final int connections;
  private final int offers;
  private final int changes;
  private final int rounds;
  private final int seconds;
  private final int warmUp;
  private final Map<String, List<Measured>> turns = new LinkedHashMap<>();
  private long failed;

  private PromotionLoadBenchmark(Arguments arguments) {
    distribution = arguments.distribution();
    rates =
        arguments.words("rate", "10000").stream()
            .map(it -> it.equals(PEAK) ? OpenLoop.PEAK : Arguments.whole("rate", it, 1))
            .toList();
    connections = arguments.whole("connections", 64);
    offers = arguments.whole("offers", 40);
    changes = arguments.whole("changes", 10);
    rounds = arguments.whole("rounds", 3);
    seconds = arguments.whole("seconds", 10);
    warmUp = arguments.whole("warm-up", 30);
    arguments.end();
  }

  static void main(Arguments arguments) throws IOException, InterruptedException {
    new PromotionLoadBenchmark(arguments).run();
  }

  /** A runtime and what is posted to it. */
  private record Side(ServerProcess runtime, OfferBaskets baskets, OfferHistory history) {}

  private Side side(ServerProcess runtime) throws IOException {
    return new Side(
        runtime,
        new OfferBaskets(runtime.basket(), offers + 1),
        new OfferHistory(runtime.folder().resolve("data/shelf/revisions")));
  }

  private void run() throws IOException, InterruptedException {
    try (ServerProcess without = ServerProcess.runtime(distribution, this::writeProducts);
        ServerProcess with = ServerProcess.runtime(distribution, this::writeProducts);
        OperatorProcess operator = new OperatorProcess(with.folder())) {
      Side plain = side(without);
      Side offering = side(with);
      OfferChanges changing =
          new OfferChanges(distribution, with, operator, offering.history(), offers);
      changing.begin();
      measure(plain, OpenLoop.PEAK, warmUp, null);
      measure(offering, OpenLoop.PEAK, warmUp, changing);
      System.out.printf(
          "%-6s %-8s %8s %8s %8s %9s %8s %7s %6s %5s %9s %6s %7s %6s%n",
          "rate",
          "turn",
          "priced/s",
          "p50 us",
          "p99 us",
          "worst us",
          "priced",
          "refused",
          "failed",
          "wrong",
          "changes/s",
          "CPU us",
          "load us",
          "others");
      for (int round = 0; round < rounds; round++) {
        for (int rate : rates) {
          keep(rate, PLAIN, measure(plain, rate, seconds, null));
          keep(rate, QUIET, measure(offering, rate, seconds, null));
          keep(rate, CHANGING, measure(offering, rate, seconds, changing));
        }
      }
    }
    rates.forEach(this::ratios);
    if (failed > 0) {
      throw new IOException(failed + " baskets failed or had a wrong total");
    }
  }

  private void writeProducts(Path folder) throws IOException {
    try (BufferedWriter out =
        Files.newBufferedWriter(folder.resolve("etc/catalogue.json"), StandardCharsets.UTF_8)) {
      out.write("{\"currency\": \"EUR\", \"products\": [");
      for (int i = 0; i < 2 * (offers + 1); i++) {
        out.write(
            "%s\n  {\"code\": \"%s\", \"unit_price\": %s, \"strategy\": \"flat-price\"}"
                .formatted(
                    i == 0 ? "" : ",",
                    Offer.code(i / 2, i % 2),
                    ProductSeed.amount(Offer.price(i / 2, i % 2))));
      }
      out.write("]}\n");
    }
  }

  /**
   * A turn.
   *
   * @param result what the tills have seen
   * @param wrong how many totals were wrong
   * @param changes how many there were a second
   * @param cpu microseconds of the server for one basket
   * @param load microseconds of the load generator for one basket
   * @param others how many processors anything else kept busy
   */
  private record Measured(
      OpenLoop.Result result, int wrong, double changes, double cpu, double load, double others) {}

  private Measured measure(Side side, int rate, int forSeconds, @Nullable OfferChanges changing)
      throws IOException, InterruptedException {
    ProcessorTime time = new ProcessorTime(side.runtime());
    double changed = 0;
    OpenLoop.Result result;
    try (OpenLoop load = new OpenLoop(side.runtime().basket(), side.baskets(), rate, connections)) {
      if (changing == null) {
        result = load.during(forSeconds);
      } else {
        FutureTask<Double> task = new FutureTask<>(() -> changing.during(forSeconds, changes));
        result = load.during(Thread.ofPlatform().unstarted(task));
        changed = task.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a change failed", e.getCause());
    }
    ProcessorTime.Spent spent = time.spent();
    double thousands = 1e3 * Math.max(1, result.priced());
    int wrong = side.baskets().wrong(side.history());
    failed += wrong + result.failed();
    return new Measured(
        result,
        wrong,
        changed,
        spent.server() / thousands,
        spent.own() / thousands,
        spent.others());
  }

  private void keep(int rate, String turn, Measured measured) {
    turns.computeIfAbsent(rate + turn, key -> new ArrayList<>()).add(measured);
    OpenLoop.Result result = measured.result();
    System.out.printf(
        "%-6s %-8s %8.0f %8d %8d %9d %8d %7d %6d %5d %9.1f %6.1f %7.1f %6.2f%n",
        name(rate),
        turn,
        result.perSecond(),
        result.p50(),
        result.p99(),
        result.worst(),
        result.priced(),
        result.refused(),
        result.failed(),
        measured.wrong(),
        measured.changes(),
        measured.cpu(),
        measured.load(),
        measured.others());
  }

  private static String name(int rate) {
    return rate == OpenLoop.PEAK ? PEAK : Integer.toString(rate);
  }

  private void ratios(int rate) {
    for (String base : List.of(PLAIN, QUIET)) {
      System.out.printf(
          "rate %s, median of ratios, %s to %s: priced/s %.2f, p99 %.2f, CPU %.2f%n",
          name(rate),
          CHANGING,
          base,
          ratio(rate, base, it -> it.result().perSecond()),
          ratio(rate, base, it -> it.result().p99()),
          ratio(rate, base, Measured::cpu));
    }
  }

  /** By round, because the speed of the machine itself changes from one to the next. */
  private double ratio(int rate, String base, ToDoubleFunction<Measured> of) {
    List<Measured> ours = turns.getOrDefault(rate + CHANGING, List.of());
    List<Measured> theirs = turns.getOrDefault(rate + base, List.of());
    double[] ratios = new double[ours.size()];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = of.applyAsDouble(ours.get(round)) / of.applyAsDouble(theirs.get(round));
    }
    Arrays.sort(ratios);
    int middle = ratios.length / 2;
    return ratios.length % 2 == 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2;
  }
}
