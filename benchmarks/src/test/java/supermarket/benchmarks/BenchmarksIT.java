package supermarket.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That each benchmark runs without error. What it measures in so short a time says nothing. */
class BenchmarksIT {

  @Test
  void everyBenchmarkRuns() throws RunnerException {
    Options shortest =
        new OptionsBuilder()
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(1))
            .addProfiler(CpuTime.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .param("users", "64")
            .param("wall", "LANES", "POOLS", "NONE")
            .build();

    assertThat(new Runner(shortest).run()).hasSize(3);
  }
}
