package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import javax.management.JMException;
import javax.management.ObjectName;
import org.osgi.framework.BundleContext;

/**
 * What a process holds, after garbage collection. A leak of one kilobyte of classes, one file or
 * one thread for each upgrade exceeds what is allowed here after some hundred upgrades.
 *
 * @param cached folders of bundles on disk
 */
record Footprint(long heap, long metaspace, long openFiles, int threads, int cached) {

  private static final long HEAP_MARGIN = 16 << 20;
  private static final long METASPACE_MARGIN = 2 << 20;
  private static final int FILES_MARGIN = 20;
  private static final int THREADS_MARGIN = 10;

  static Footprint now(BundleContext context) {
    System.gc();
    System.gc();
    long metaspace =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals("Metaspace"))
            .mapToLong((MemoryPoolMXBean pool) -> pool.getUsage().getUsed())
            .sum();
    try {
      Object files =
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(
                  new ObjectName("java.lang:type=OperatingSystem"), "OpenFileDescriptorCount");
      return new Footprint(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
          metaspace,
          ((Number) files).longValue(),
          ManagementFactory.getThreadMXBean().getThreadCount(),
          cached(context));
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many bundles have a folder in the cache on disk. */
  static int cached(BundleContext context) {
    // cache/bundleN/data/
    File cache = context.getDataFile("").getAbsoluteFile().getParentFile().getParentFile();
    String[] bundles = cache.list((folder, name) -> name.matches("bundle\\d+"));
    assertThat(bundles).as(cache.toString()).isNotEmpty();
    return bundles.length;
  }

  /** All but the bundles on disk, which must be as many, may vary a little. */
  void assertNoLargerThan(Footprint before) {
    String both = before + ", then " + this;
    assertThat(heap).as(both).isLessThan(before.heap + HEAP_MARGIN);
    assertThat(metaspace).as(both).isLessThan(before.metaspace + METASPACE_MARGIN);
    assertThat(openFiles).as(both).isLessThan(before.openFiles + FILES_MARGIN);
    assertThat(threads).as(both).isLessThan(before.threads + THREADS_MARGIN);
    assertThat(cached).as(both).isEqualTo(before.cached);
    System.out.println("footprint: " + both);
  }
}
