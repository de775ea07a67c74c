package supermarket.benchmarks;

import java.net.URI;
import java.time.Duration;

/**
 * What is loaded: one process, or several that do it together.
 *
 * <p>Thread safety: used by one thread.
 */
interface Server {

  /** What it is called in the tables. */
  String name();

  /** Where baskets are posted. */
  URI basket();

  /** The CPU time that its processes have used since their start. */
  Duration cpuTime();
}
