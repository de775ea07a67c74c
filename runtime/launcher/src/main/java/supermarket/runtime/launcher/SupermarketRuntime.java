package supermarket.runtime.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import supermarket.runtime.launcher.NodeHealth.Reason;

/** One framework from its first bundle to its end. {@link #stop} may be called from any thread. */
final class SupermarketRuntime {
  private static final long PAUSE_MILLIS = 50;
  private static final Duration STOP_BOUND = Duration.ofSeconds(20);

  private final Framework framework;
  private final Home home;
  private final Role role;
  private final DataLock lock;
  private volatile boolean failed;
  private volatile boolean stopping;

  SupermarketRuntime(Framework framework, Home home, Role role, DataLock lock) {
    this.framework = framework;
    this.home = home;
    this.role = role;
    this.lock = lock;
  }

  /**
   * Starts everything, says so on standard output, and waits until the framework has stopped.
   *
   * @return whether it ran; if not, why not was said on standard error
   */
  boolean run(boolean console) throws BundleException, IOException, InterruptedException {
    try {
      return startAndWait(console);
    } catch (Throwable e) {
      if (stopping) {
        return true; // whatever was under way found the framework gone
      }
      failed = true;
      throw e;
    }
  }

  private boolean startAndWait(boolean console)
      throws BundleException, IOException, InterruptedException {
    LogWatch.start(home, framework);
    ConsoleLog.start(home);
    FrameworkEvent end;
    do {
      Files.createDirectories(home.strategies());
      ShelfConfiguration shelf = ShelfConfiguration.of(home);
      framework.init();
      new BundleFolder(
              home.bundles(),
              Release.of(home),
              folder -> role.needs(folder) && shelf.needs(folder),
              framework.getBundleContext(),
              System.err::println)
          .synchronise();
      StartFailures failures = new StartFailures();
      framework.getBundleContext().addFrameworkListener(failures);
      framework.start();
      // The first basket has the processors for itself.
      new Readiness(home).isReady();
      enter(console ? FrameworkProperties.OPERATORS_LEVEL : FrameworkProperties.CONSOLE_LEVEL);
      Optional<String> obstacle = awaitReady(failures);
      if (obstacle.isPresent()) {
        failed = true;
        framework.stop();
        framework.waitForStop(STOP_BOUND.toMillis());
        System.err.printf(
            "The supermarket runtime could not start, see %s:%n  %s%n", home.log(), obstacle.get());
        return false;
      }
      if (console && isActive()) {
        enter(FrameworkProperties.CONSOLE_LEVEL);
      }
      end = framework.waitForStop(0);
    } while (end.getType() == FrameworkEvent.STOPPED_UPDATE);
    return true;
  }

  private void enter(int level) {
    framework.adapt(FrameworkStartLevel.class).setStartLevel(level);
  }

  /** Returns once the node is ready, stops, waits for something; or with what keeps it for good. */
  private Optional<String> awaitReady(StartFailures failures) throws InterruptedException {
    Readiness readiness = new Readiness(home);
    NodeHealth health = new NodeHealth(framework.getBundleContext());
    Beginning beginning =
        new Beginning(role == Role.GATEWAY, System.err::println, System.nanoTime());
    while (isActive()) {
      if (readiness.isReady()) {
        System.out.print(readiness.greeting());
        return Optional.empty();
      }
      List<Reason> reasons = new ArrayList<>(failures.reasons());
      reasons.addAll(health.reasons());
      switch (beginning.judge(reasons, System.nanoTime())) {
        case Beginning.Verdict.Wait() -> Thread.sleep(PAUSE_MILLIS);
        case Beginning.Verdict.GoOn() -> {
          return Optional.empty();
        }
        case Beginning.Verdict.End(String why) -> {
          return Optional.of(why);
        }
      }
    }
    return Optional.empty();
  }

  private boolean isActive() {
    return framework.getState() == Bundle.ACTIVE;
  }

  /**
   * Stops the bundles in order; they finish the baskets in flight. Bounded.
   *
   * @return whether all is as it should be: it ran, and stopped in order
   */
  boolean stop() {
    stopping = true;
    try {
      if (isActive() && !failed) {
        System.out.printf("%nStopping; baskets in flight are finished first.%n");
      }
      framework.stop();
      FrameworkEvent end = framework.waitForStop(STOP_BOUND.toMillis());
      boolean inTime = end.getType() != FrameworkEvent.WAIT_TIMEDOUT;
      if (!inTime) {
        System.err.println("Not stopped in order within " + STOP_BOUND.toSeconds() + " s.");
      }
      lock.close();
      return inTime && !failed;
    } catch (BundleException | IOException e) {
      System.err.println("Could not stop in order: " + e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
