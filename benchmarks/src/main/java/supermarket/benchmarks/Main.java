package supermarket.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs one of the measurements: {@code jmh}, {@code memory}, {@code http}, {@code cluster} or
 * {@code upgrades}; see README.md.
 */
public final class Main {

  private Main() {}

  /**
   * Runs a measurement.
   *
   * @param arguments its name, then what it takes; none is {@code jmh}
   */
  public static void main(String... arguments) throws Exception {
    List<String> rest =
        Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
    switch (arguments.length == 0 ? "jmh" : arguments[0]) {
      case "jmh" -> org.openjdk.jmh.Main.main(jmh(rest));
      case "memory" -> MemoryBenchmark.main();
      case "http" -> HttpBenchmark.main(options(rest));
      case "cluster" -> ClusterBenchmark.main(options(rest));
      case "upgrades" -> UpgradeBenchmark.main(options(rest));
      case "bare-server" -> BareServer.serve(Path.of(rest.get(0)), Integer.parseInt(rest.get(1)));
      default ->
          throw new IllegalArgumentException(
              "give jmh, memory, http, cluster or upgrades, not " + arguments[0]);
    }
  }

  /** Takes {@code name=value} apart. */
  private static Map<String, String> options(List<String> arguments) {
    return arguments.stream()
        .map(argument -> argument.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private static String[] jmh(List<String> arguments) {
    return Stream.concat(Stream.of("-prof", CpuTime.class.getName()), arguments.stream())
        .toArray(String[]::new);
  }
}
