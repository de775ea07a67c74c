package supermarket.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Reports the CPU time of the whole process for one operation, which depends less on what else the
 * machine has to do than operations per second do, and how many processors others kept busy
 * meanwhile: with more than a tenth of one, the figures are worth little.
 */
public final class CpuTime implements InternalProfiler {

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private long processBefore;
  private long nanosBefore;

  @Override
  public String getDescription() {
    return "CPU time of the process for one operation, and processors that others kept busy";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    processBefore = system.getProcessCpuTime();
    nanosBefore = System.nanoTime();
    system.getCpuLoad(); // the next call tells the load since this one
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double busy = system.getCpuLoad() * system.getAvailableProcessors();
    double nanos = system.getProcessCpuTime() - processBefore;
    double own = nanos / (System.nanoTime() - nanosBefore);
    return List.of(
        average("cpu", nanos / 1e3 / result.getMetadata().getAllOps(), "us/op"),
        average("others", Math.max(0, busy - own), "CPUs"));
  }

  private static ScalarResult average(String label, double value, String unit) {
    return new ScalarResult(label, value, unit, AggregationPolicy.AVG);
  }
}
