package supermarket.runtime.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleException;

/**
 * The process of a runtime: one framework on one data folder. Felix's own launcher is not used
 * because it knows one start level, updates every bundle at every start, uninstalls what operators
 * installed, and ends with exit code 0 when it failed.
 */
public final class Main {
  private Main() {}

  /**
   * Runs until the framework stops.
   *
   * @param arguments {@code --console} if there is a terminal to give the shell to
   */
  public static void main(String[] arguments) {
    boolean console = arguments.length > 0 && arguments[0].equals("--console");
    System.exit(run(Home.fromSystemProperties(), console));
  }

  private static String why(Exception failure) {
    return failure instanceof IllegalStateException
        ? String.valueOf(failure.getMessage())
        : failure.toString();
  }

  private static int run(Home home, boolean console) {
    try {
      Files.createDirectories(home.data());
      Optional<DataLock> lock = DataLock.take(home);
      if (lock.isEmpty()) {
        System.err.println("A supermarket runtime already uses " + home.data() + ".");
        return 1;
      }
      Map<String, String> properties = FrameworkProperties.read(home, console);
      Role role = FrameworkProperties.role(properties);
      if (role != Role.BOTH && !BrokerConfiguration.of(home).isExternal()) {
        throw new IllegalStateException(
            "a node with the role %s needs a message broker outside: set url in %s."
                .formatted(role, BrokerConfiguration.file(home)));
      }
      Files.writeString(home.roleFile(), role + "\n");
      var framework = new FrameworkFactory().newFramework(properties);
      var runtime = new SupermarketRuntime(framework, home, role, lock.get());
      Runtime.getRuntime().addShutdownHook(new Thread(runtime::stop, "supermarket-stop"));
      runtime.run(console);
      return 0;
    } catch (IOException | BundleException | IllegalStateException e) {
      System.err.println("The supermarket runtime could not start: " + why(e));
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }
}
