package supermarket.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs one of the measurements: {@code jmh}, {@code memory}, {@code http}, {@code cluster}, {@code
 * upgrades}, {@code catalogue}, {@code promotions} or {@code promotions-load}; see README.md.
 */
public final class Main {

  private Main() {}

  /**
   * Runs a measurement. What is given wrongly is said on stderr, and ends the process with 2.
   *
   * @param arguments its name, then what it takes; none is {@code jmh}
   */
  public static void main(String... arguments) throws Exception {
    List<String> rest =
        Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
    try {
      run(arguments.length == 0 ? "jmh" : arguments[0], rest);
    } catch (Arguments.Wrong wrong) {
      System.err.println("benchmarks/run: " + wrong.getMessage());
      System.exit(2);
    }
  }

  private static void run(String measurement, List<String> rest) throws Exception {
    switch (measurement) {
      case "jmh" -> org.openjdk.jmh.Main.main(jmh(rest));
      case "memory" -> {
        new Arguments(rest).end();
        MemoryBenchmark.main();
      }
      case "http" -> HttpBenchmark.main(new Arguments(rest));
      case "cluster" -> ClusterBenchmark.main(new Arguments(rest));
      case "upgrades" -> UpgradeBenchmark.main(new Arguments(rest));
      case "catalogue" -> CatalogueBenchmark.main(new Arguments(rest));
      case "promotions" -> PromotionBenchmark.main(new Arguments(rest));
      case "promotions-load" -> PromotionLoadBenchmark.main(new Arguments(rest));
      case "bare-server" -> BareServer.serve(Path.of(rest.get(0)), Integer.parseInt(rest.get(1)));
      default ->
          throw new Arguments.Wrong(
              "give jmh, memory, http, cluster, upgrades, catalogue, promotions or promotions-load,"
                  + " not "
                  + measurement);
    }
  }

  private static String[] jmh(List<String> arguments) {
    return Stream.concat(Stream.of("-prof", CpuTime.class.getName()), arguments.stream())
        .toArray(String[]::new);
  }
}
