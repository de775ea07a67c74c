package supermarket.runtime.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** One framework from its first bundle to its end. {@link #stop} may be called from any thread. */
final class SupermarketRuntime {
  /** After this the shell is given out all the same: something is wrong, and it helps to look. */
  private static final Duration READY_BOUND = Duration.ofSeconds(10);

  private static final Duration STOP_BOUND = Duration.ofSeconds(20);

  private final Framework framework;
  private final Home home;
  private final Role role;
  private final DataLock lock;

  SupermarketRuntime(Framework framework, Home home, Role role, DataLock lock) {
    this.framework = framework;
    this.home = home;
    this.role = role;
    this.lock = lock;
  }

  /** Starts everything, says so on standard output, and waits until the framework has stopped. */
  void run(boolean console) throws BundleException, IOException, InterruptedException {
    FrameworkEvent end;
    do {
      Files.createDirectories(home.strategies());
      framework.init();
      new BundleFolder(
              home.bundles(), role::needs, framework.getBundleContext(), System.err::println)
          .synchronise();
      framework.start();
      greet();
      if (console && isActive()) {
        framework.adapt(FrameworkStartLevel.class).setStartLevel(FrameworkProperties.CONSOLE_LEVEL);
      }
      end = framework.waitForStop(0);
    } while (end.getType() == FrameworkEvent.STOPPED_UPDATE);
  }

  private void greet() throws InterruptedException {
    Readiness readiness = new Readiness(home);
    Patience patience = new Patience(READY_BOUND);
    if (patience.await(() -> readiness.isReady() || !isActive()) && isActive()) {
      System.out.print(readiness.greeting());
    } else if (isActive()) {
      System.err.println(
          "Not ready yet after " + READY_BOUND.toSeconds() + " s; see " + home.log());
    }
  }

  private boolean isActive() {
    return framework.getState() == Bundle.ACTIVE;
  }

  /** Stops the bundles in order; they finish the baskets in flight. Bounded. */
  void stop() {
    try {
      if (isActive()) {
        System.out.printf("%nStopping; baskets in flight are finished first.%n");
      }
      framework.stop();
      FrameworkEvent end = framework.waitForStop(STOP_BOUND.toMillis());
      if (end.getType() == FrameworkEvent.WAIT_TIMEDOUT) {
        System.err.println("Not stopped in order within " + STOP_BOUND.toSeconds() + " s.");
      }
      lock.close();
    } catch (BundleException | IOException e) {
      System.err.println("Could not stop in order: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
