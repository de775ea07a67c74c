package supermarket.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What many products cost: the start, a new price, an upgrade of a strategy that prices a third of
 * them, an import of all prices, the baskets that are priced meanwhile, and the heap.
 */
final class CatalogueBenchmark {

  private static final String BUNDLE = "supermarket.strategy.buy.one.get.one.free";

  /** More than are ever under way at once. */
  private static final int TILLS = 1_000;

  private final List<Path> distributions;
  private final List<Integer> products;
  private final int rounds;
  private final int rate;
  private final int seconds;
  private final int warmUp;
  private final int prices;
  private final int upgrades;
  private final int imports;
  private final int lists;
  private final int listed;
  private final int stores;

  private CatalogueBenchmark(Arguments arguments) {
    this.distributions = arguments.distributions();
    this.products = arguments.wholes("products", "4,50000,200000");
    this.rounds = arguments.whole("rounds", 1);
    this.rate = arguments.whole("rate", 500);
    this.seconds = arguments.whole("seconds", 10);
    this.warmUp = arguments.whole("warm-up", 20);
    this.prices = arguments.whole("prices", 30);
    this.upgrades = arguments.whole("upgrades", 5);
    this.imports = arguments.whole("imports", 3);
    this.lists = arguments.whole("lists", 0);
    this.listed = arguments.whole("listed", 5);
    this.stores = arguments.whole("stores", 0);
    arguments.end();
  }

  static void main(Arguments arguments) throws IOException, InterruptedException {
    new CatalogueBenchmark(arguments).run();
  }

  private void run() throws IOException, InterruptedException {
    for (int round = 0; round < rounds; round++) {
      for (int count : products) {
        for (Path distribution : distributions) {
          measure(distribution, count);
        }
      }
    }
  }

  private void measure(Path distribution, int count) throws IOException, InterruptedException {
    ProductSeed seed = new ProductSeed(count, lists, listed, stores);
    long[] begun = new long[1];
    try (ServerProcess runtime =
            ServerProcess.runtime(
                distribution,
                folder -> {
                  seed.write(folder.resolve("etc"));
                  begun[0] = System.nanoTime();
                });
        OperatorProcess operator = new OperatorProcess(runtime.folder());
        OpenLoop load =
            new OpenLoop(
                runtime.basket(), new CatalogueBaskets(runtime.basket(), seed), rate, TILLS)) {
      System.out.printf(
          "%s with %,d products, %d lists, %,d stores: ready after %,d ms%n",
          distribution.getParent(),
          count,
          lists,
          stores,
          (System.nanoTime() - begun[0]) / 1_000_000);
      load.during(warmUp);
      OpenLoop.Result quiet = load.during(seconds);
      print("quiet", quiet, quiet);
      changePrices(runtime, operator, load, quiet, count);
      upgrade(distribution, runtime, operator, load, quiet);
      importPrices(seed, runtime, operator, load, quiet);
      System.out.printf("  heap %s%n", heap(runtime));
    }
  }

  private static void print(String turn, OpenLoop.Result result, OpenLoop.Result quiet) {
    System.out.printf(
        "  %-9s p50 %,7d us, p99 %,8d us (%.2f of quiet), worst %,8d us, %d not priced%n",
        turn,
        result.p50(),
        result.p99(),
        (double) result.p99() / quiet.p99(),
        result.worst(),
        result.refused() + result.failed());
  }

  private void changePrices(
      ServerProcess runtime,
      OperatorProcess operator,
      OpenLoop load,
      OpenLoop.Result quiet,
      int count)
      throws IOException, InterruptedException {
    String code = ProductSeed.code(count / 2 / 3 * 3 + (count > 3 ? 2 : 0));
    Callable<long[]> work =
        () -> {
          long[] nanos = new long[prices];
          try (FirstBasket probe = new FirstBasket(runtime, code)) {
            for (int i = 0; i < prices; i++) {
              String amount = ProductSeed.amount(100_000 + i);
              nanos[i] =
                  probe.after(
                      () -> operator.run("product:price --force " + code + " " + amount), amount);
            }
          }
          return nanos;
        };
    measure("prices", work, load, quiet);
  }

  private void importPrices(
      ProductSeed seed,
      ServerProcess runtime,
      OperatorProcess operator,
      OpenLoop load,
      OpenLoop.Result quiet)
      throws IOException, InterruptedException {
    if (imports == 0) {
      return;
    }
    Path file = runtime.folder().resolve("data/nightly.csv");
    Callable<long[]> work =
        () -> {
          long[] nanos = new long[imports];
          try (FirstBasket probe = new FirstBasket(runtime, ProductSeed.code(0))) {
            for (int i = 0; i < imports; i++) {
              int cents = 1_000_000 + i;
              seed.writePrices(file, cents);
              nanos[i] =
                  probe.after(
                      () -> operator.run("product:import --force " + file),
                      ProductSeed.amount(cents));
            }
          }
          return nanos;
        };
    measure("imports", work, load, quiet);
  }

  private void upgrade(
      Path distribution,
      ServerProcess runtime,
      OperatorProcess operator,
      OpenLoop load,
      OpenLoop.Result quiet)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectory(runtime.folder().resolve("data/versions"));
    VersionedJar jar = new VersionedJar(distribution, BUNDLE, folder);
    Callable<long[]> work =
        () -> {
          long[] nanos = new long[upgrades];
          try (FirstBasket probe = new FirstBasket(runtime, ProductSeed.code(0))) {
            for (int i = 0; i < upgrades; i++) {
              Path next = jar.next();
              nanos[i] = probe.after(() -> operator.run("strategy:upgrade " + next), jar.version());
            }
          }
          return nanos;
        };
    measure("upgrades", work, load, quiet);
  }

  private static void measure(
      String turn, Callable<long[]> work, OpenLoop load, OpenLoop.Result quiet)
      throws IOException, InterruptedException {
    FutureTask<long[]> task = new FutureTask<>(work);
    print(turn, load.during(Thread.ofPlatform().unstarted(task)), quiet);
    try {
      long[] nanos = task.get();
      Arrays.sort(nanos);
      System.out.printf(
          "            from the command to the first basket: median %,d us, worst %,d us%n",
          nanos[nanos.length / 2] / 1_000, nanos[nanos.length - 1] / 1_000);
    } catch (ExecutionException e) {
      throw new IOException(turn, e.getCause());
    }
  }

  /** What is alive after a collection, by the JDK's own tool. */
  private static String heap(ServerProcess runtime) throws IOException, InterruptedException {
    Process histogram =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(runtime.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String said = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    histogram.waitFor();
    return said.lines().reduce("", (before, line) -> line).strip().replaceAll(" +", " ");
  }
}
