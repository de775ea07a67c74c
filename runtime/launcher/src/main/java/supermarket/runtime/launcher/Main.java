package supermarket.runtime.launcher;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleException;

/**
 * The process of a runtime: one framework on one data folder. Why it is not Felix's own launcher:
 * ADR 6.
 */
public final class Main {
  private Main() {}

  /**
   * Runs until the framework stops. Ends with 0 after an orderly stop, also by SIGTERM or Ctrl-C;
   * with 1 if it could not start or not stop in order; with {@value MemoryWatch#EXIT_CODE} if its
   * memory was gone.
   *
   * @param arguments {@code --console} if there is a terminal to give the shell to
   */
  public static void main(String[] arguments) {
    // Digits, dates and letters are the same wherever it runs; some libraries ask for the locale.
    Locale.setDefault(Locale.ROOT);
    boolean console = arguments.length > 0 && arguments[0].equals("--console");
    System.exit(run(Home.fromSystemProperties(), console) ? 0 : 1);
  }

  private static String why(Exception failure) {
    return failure instanceof IllegalStateException
        ? String.valueOf(failure.getMessage())
        : failure.toString();
  }

  private static boolean run(Home home, boolean console) {
    try {
      DataFolder.secure(home);
      Optional<DataLock> lock = DataLock.take(home);
      if (lock.isEmpty()) {
        System.err.println(
            "A supermarket runtime already uses %s: stop it first, or give another --data FOLDER."
                .formatted(home.data()));
        return false;
      }
      try (DataLock held = lock.get()) {
        return run(home, console, held);
      }
    } catch (IOException | BundleException | IllegalStateException e) {
      System.err.println("The supermarket runtime could not start: " + why(e));
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean run(Home home, boolean console, DataLock lock)
      throws IOException, BundleException, InterruptedException {
    Map<String, String> properties = FrameworkProperties.read(home, console);
    Role role = FrameworkProperties.role(properties);
    if (role != Role.BOTH && !BrokerConfiguration.of(home).isExternal()) {
      throw new IllegalStateException(
          "a node with the role %s needs a message broker outside: give --broker URL, or set url in %s."
              .formatted(role, BrokerConfiguration.file(home)));
    }
    DataFolder.publish(home.roleFile(), role + "\n");
    var framework = new FrameworkFactory().newFramework(properties);
    var runtime = new SupermarketRuntime(framework, home, role, lock);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(runtime), "supermarket-stop"));
    MemoryWatch.start();
    return runtime.run(console);
  }

  /** The JVM's own exit code after a signal is 128 and more, however orderly it stops. */
  private static void end(SupermarketRuntime runtime) {
    Runtime.getRuntime().halt(runtime.stop() ? 0 : 1);
  }
}
