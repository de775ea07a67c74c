package supermarket.itests;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/**
 * The container of a test class: Felix with the distribution's bundles, start levels, etc/ and
 * strategies/, in this JVM, without the shell's console.
 */
final class Container {

  private static final String HOME = "supermarket.home";
  private static final String DATA = "supermarket.data";

  /** Everything but the console. */
  private static final int START_LEVEL = 90;

  private Container() {}

  /** Where the container of a test class has its copy of the distribution. */
  static Path home(Class<?> test) {
    return Path.of("target", "containers", test.getSimpleName()).toAbsolutePath();
  }

  /** The container of a test class, on a fresh copy of the distribution. */
  static Option[] of(Class<?> test) {
    Path home = DistributionFolder.copy(home(test));
    beQuiet(home);
    List<Option> options = new ArrayList<>();
    options.add(cleanCaches());
    options.add(junitBundles());
    options.add(frameworkProperty("org.osgi.framework.bundle.parent").value("framework"));
    options.add(frameworkStartLevel(START_LEVEL));
    options.addAll(properties(home));
    // The tests' own tools come from Maven's class path; they need not be bundles. The first one is
    // the distribution's own, whose property this takes the place of.
    options.add(
        frameworkProperty("org.osgi.framework.bootdelegation")
            .value("sun.misc,org.assertj.*,org.awaitility,org.awaitility.*,org.HdrHistogram"));
    options.addAll(bundles(home.resolve("bundles")));
    return options.toArray(Option[]::new);
  }

  /** What tests provoke is in the log of the container, and asserted; it is not printed. */
  private static void beQuiet(Path home) {
    try {
      DistributionFolder.configure(
          home, "org.ops4j.pax.logging", "log4j2.appender.console.filter.threshold.level", "OFF");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Option> properties(Path home) {
    Properties file = new Properties();
    try (var in = Files.newInputStream(home.resolve("etc/framework.properties"))) {
      file.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Option> options = new ArrayList<>();
    file.forEach(
        (key, value) ->
            options.add(
                frameworkProperty(key.toString())
                    .value(
                        value
                            .toString()
                            .replace("${" + HOME + "}", home.toString())
                            .replace("${" + DATA + "}", home.resolve("data").toString()))));
    // Pax Logging and the like read them as system properties.
    options.add(systemProperty(HOME).value(home.toString()));
    options.add(systemProperty(DATA).value(home.resolve("data").toString()));
    options.add(frameworkProperty(HOME).value(home.toString()));
    options.add(frameworkProperty(DATA).value(home.resolve("data").toString()));
    return options;
  }

  private static List<Option> bundles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          // The shelf of a container is in its folder.
          .filter(file -> !file.getParent().endsWith("50-shelf-postgresql"))
          .sorted()
          .<Option>map(Container::provision)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The console is there for the shell over the socket, but it is not started: none is here. */
  private static Option provision(Path jar) {
    return bundle(jar.toUri().toString())
        .startLevel(startLevel(jar))
        .start(!jar.getFileName().toString().contains("gogo.jline"));
  }

  /** A folder such as 20-platform carries its start level in its name. */
  private static int startLevel(Path jar) {
    String folder = jar.getParent().getFileName().toString();
    return Integer.parseInt(folder.substring(0, folder.indexOf('-')));
  }
}
