package supermarket.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator wrk: one thread, so many connections, each of which waits for its answer. */
final class Wrk {

  private static final Pattern RESULT =
      Pattern.compile("(?m)^result (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)$");
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /**
   * What came out.
   *
   * @param requests how many were answered
   * @param perSecond answers per second
   * @param p50 half of the answers came within so many microseconds
   * @param p99 all but one of a hundred came within so many microseconds
   * @param errors answers that were no success, and connections that failed
   * @param cpuMicros CPU time of the server for one answer, in microseconds
   * @param others how many processors were kept busy by anything but server and wrk
   */
  record Result(
      long requests,
      double perSecond,
      long p50,
      long p99,
      long errors,
      double cpuMicros,
      double others) {}

  private Wrk() {}

  /** Loads a server for so many seconds. */
  static Result load(Server server, int connections, int items, int seconds)
      throws IOException, InterruptedException {
    Process wrk =
        new ProcessBuilder(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + seconds,
                "--timeout",
                "10",
                "-s",
                script().toString(),
                server.basket().toString(),
                "--",
                Integer.toString(items))
            .redirectErrorStream(true)
            .start();
    SYSTEM.getCpuLoad(); // the next call tells the load since this one
    long begun = System.nanoTime();
    Duration serverBefore = server.cpuTime();
    Duration wrkTime = Duration.ZERO;
    while (!wrk.waitFor(100, TimeUnit.MILLISECONDS)) {
      wrkTime = wrk.info().totalCpuDuration().orElse(wrkTime);
    }
    Duration serverTime = server.cpuTime().minus(serverBefore);
    double nanos = System.nanoTime() - begun;
    double busy = SYSTEM.getCpuLoad() * SYSTEM.getAvailableProcessors();
    String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher result = RESULT.matcher(output);
    if (!result.find()) {
      throw new IOException("wrk failed: " + output);
    }
    long requests = Long.parseLong(result.group(1));
    return new Result(
        requests,
        requests / (Double.parseDouble(result.group(2)) / 1e6),
        Long.parseLong(result.group(3)),
        Long.parseLong(result.group(4)),
        Long.parseLong(result.group(5)),
        serverTime.toNanos() / 1e3 / requests,
        Math.max(0, busy - serverTime.plus(wrkTime).toNanos() / nanos));
  }

  private static Path script() {
    return Program.folder().resolve("wrk/basket.lua");
  }
}
