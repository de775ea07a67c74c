package supermarket.runtime.launcher;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Brings the framework's cache in line with {@code bundles/}: new jars are installed, changed ones
 * updated, gone ones uninstalled; what an operator installed from elsewhere is left alone. A jar in
 * {@code bundles/30-configuration/} starts at level 30.
 *
 * <p>Bundles are known by their path below {@code bundles/} and not by a file URL, so that a
 * distribution may be moved together with its data. Jars are compared by content, because a
 * reproducible archive gives every version of a file the same date.
 */
final class BundleFolder {
  private static final String LOCATION = "bundles/";
  private static final Pattern LEVEL = Pattern.compile("(\\d{1,4})-.*");

  private final Path folder;
  private final Release release;
  private final Predicate<Path> needed;
  private final BundleContext context;
  private final Consumer<String> complaints;

  /**
   * @param release what belongs to it; other jars are left behind by an older release, and are as
   *     if they were not there
   * @param needed which folders below it are for this node; what lies in others is as if it were
   *     not there
   * @param complaints gets a line for each jar that does not belong to the release
   */
  BundleFolder(
      Path folder,
      Release release,
      Predicate<Path> needed,
      BundleContext context,
      Consumer<String> complaints) {
    this.folder = folder;
    this.release = release;
    this.needed = needed;
    this.context = context;
    this.complaints = complaints;
  }

  /**
   * Installs, updates and uninstalls; starts nothing before the framework starts.
   *
   * @throws IllegalStateException if a jar cannot be installed, with a text for the operator that
   *     names all of them
   */
  void synchronise() throws IOException, BundleException {
    Path memory = context.getDataFile("deployed.properties").toPath();
    Properties before = load(memory);
    Properties now = new Properties();
    List<String> broken = new ArrayList<>();
    List<Path> jars = jars();
    uninstallAllBut(jars);
    for (Path jar : jars) {
      String location = location(jar);
      String fingerprint = Fingerprint.of(jar);
      try {
        deploy(jar, location, fingerprint.equals(before.getProperty(location)));
        now.setProperty(location, fingerprint);
      } catch (BundleException e) {
        throwIfNotOfTheJar(e);
        broken.add(location + ": " + e.getMessage());
      }
    }
    if (!now.equals(before)) {
      save(now, memory);
    }
    if (!broken.isEmpty()) {
      throw new IllegalStateException(
          "what cannot be installed is broken, unpack the release again:\n  "
              + String.join("\n  ", broken));
    }
  }

  /** A disk that is full, for instance, is no fault of the first jar that finds it so. */
  private static void throwIfNotOfTheJar(BundleException why) throws IOException {
    Throwable root = why;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof IOException && !(root instanceof ZipException)) {
      throw new IOException(
          "bundles cannot be put into the data folder: " + root.getMessage(), why);
    }
  }

  /** Whether a bundle was installed from here, and not from elsewhere by an operator. */
  static boolean has(Bundle bundle) {
    return bundle.getLocation().startsWith(LOCATION);
  }

  private String location(Path jar) {
    return LOCATION + folder.relativize(jar).toString().replace('\\', '/');
  }

  /** First, because a jar that only moved to another level may not be installed twice. */
  private void uninstallAllBut(List<Path> jars) throws BundleException {
    Set<String> present = jars.stream().map(this::location).collect(Collectors.toSet());
    for (Bundle bundle : context.getBundles()) {
      if (has(bundle) && !present.contains(bundle.getLocation())) {
        bundle.uninstall();
      }
    }
  }

  private void deploy(Path jar, String location, boolean unchanged)
      throws IOException, BundleException {
    Bundle known = context.getBundle(location);
    if (known != null && unchanged) {
      return;
    }
    try (InputStream content = new BufferedInputStream(Files.newInputStream(jar))) {
      if (known != null) {
        known.update(content);
        return;
      }
      Bundle bundle = context.installBundle(location, content);
      bundle.adapt(BundleStartLevel.class).setStartLevel(startLevel(jar));
      if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
        bundle.start(Bundle.START_ACTIVATION_POLICY);
      }
    }
  }

  private static int startLevel(Path jar) {
    Path parent = jar.getParent();
    Matcher matcher = LEVEL.matcher(parent == null ? "" : String.valueOf(parent.getFileName()));
    if (!matcher.matches()) {
      throw new IllegalStateException(
          jar + " does not lie in a folder named for its start level, such as 50-supermarket.");
    }
    return Integer.parseInt(matcher.group(1));
  }

  private List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .filter(file -> needed.test(file.getParent()))
          .filter(this::isReleased)
          .sorted()
          .toList();
    }
  }

  private boolean isReleased(Path jar) {
    boolean released = release.jars().contains(location(jar));
    if (!released) {
      complaints.accept(
          "Without " + location(jar) + ": it does not belong to this release; it may be deleted.");
    }
    return released;
  }

  private static Properties load(Path file) throws IOException {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (var reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
    }
    return properties;
  }

  private static void save(Properties properties, Path file) throws IOException {
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, "What the launcher installed from bundles/");
    }
  }
}
