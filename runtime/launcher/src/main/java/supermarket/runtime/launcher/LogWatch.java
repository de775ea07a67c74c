package supermarket.runtime.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/**
 * Brings the log back when its file was deleted while the runtime is running: logging keeps its
 * file open, and would go on writing to one that nobody sees.
 */
final class LogWatch {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** A file that is rolled over is missing for a moment. */
  private static final int MISSED = 2;

  /** Where it cannot come back, as on a full disk, it is not tried at each look. */
  private static final int TRIED_AGAIN = 30;

  private final Path file;
  private final Runnable reopen;
  private boolean known;
  private int missed;

  /**
   * A watch.
   *
   * @param file is looked for; if it never was there, the log is elsewhere
   * @param reopen makes logging open its files anew
   */
  LogWatch(Path file, Runnable reopen) {
    this.file = file;
    this.reopen = reopen;
  }

  /** Watches the log of a runtime from now on. */
  static void start(Home home, Framework framework) {
    LogWatch watch =
        new LogWatch(home.logFile(), () -> configureAgain(framework.getBundleContext()));
    Watch.every("supermarket-log", PAUSE, watch::look);
  }

  /** Looks once. */
  void look() {
    if (Files.exists(file)) {
      known = true;
      missed = 0;
    } else if (known) {
      missed++;
      if (missed % TRIED_AGAIN == MISSED) {
        reopen.run();
      }
    }
  }

  /** The same configuration once more makes logging begin anew. */
  private static void configureAgain(BundleContext context) {
    try {
      ServiceReference<?> reference =
          context.getServiceReference("org.osgi.service.cm.ConfigurationAdmin");
      Object admin = reference == null ? null : context.getService(reference);
      if (reference == null || admin == null) {
        return;
      }
      // The launcher shares no code with bundles, so it calls them by name.
      Class<?> type = reference.getBundle().loadClass("org.osgi.service.cm.ConfigurationAdmin");
      Object configuration =
          type.getMethod("getConfiguration", String.class, String.class)
              .invoke(admin, "org.ops4j.pax.logging", null);
      reference
          .getBundle()
          .loadClass("org.osgi.service.cm.Configuration")
          .getMethod("update")
          .invoke(configuration);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
