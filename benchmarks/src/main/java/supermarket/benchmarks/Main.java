package supermarket.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Runs one of the measurements: {@code jmh} or {@code memory}; see README.md. */
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
      default -> throw new IllegalArgumentException("give jmh or memory, not " + arguments[0]);
    }
  }

  private static String[] jmh(List<String> arguments) {
    return Stream.concat(Stream.of("-prof", CpuTime.class.getName()), arguments.stream())
        .toArray(String[]::new);
  }
}
