package supermarket.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The time that processors spend on a server, on this process, and on anything else, since it was
 * made.
 *
 * <p>Thread safety: used by one thread.
 */
final class ProcessorTime {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Server server;
  private final long begun = System.nanoTime();
  private final long serverBefore;
  private final long ownBefore = SYSTEM.getProcessCpuTime();

  ProcessorTime(Server server) {
    this.server = server;
    serverBefore = server.cpuTime().toNanos();
    SYSTEM.getCpuLoad(); // the next call tells the load since this one
  }

  /**
   * Nanoseconds.
   *
   * @param server of the server
   * @param own of this process
   * @param others how many processors anything else kept busy
   */
  record Spent(long server, long own, double others) {}

  /** What was spent; called once. */
  Spent spent() {
    double busy = SYSTEM.getCpuLoad() * SYSTEM.getAvailableProcessors();
    long its = server.cpuTime().toNanos() - serverBefore;
    long own = SYSTEM.getProcessCpuTime() - ownBefore;
    double nanos = System.nanoTime() - begun;
    return new Spent(its, own, Math.max(0, busy - (its + own) / nanos));
  }
}
