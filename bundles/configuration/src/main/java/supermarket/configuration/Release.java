package supermarket.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which bundles belong to the release: those that were installed from a jar that {@code
 * release.txt} lists. A bundle may call itself as it likes, but where it was installed from it does
 * not say itself. Immutable.
 */
final class Release {

  private final String home;
  private final Set<String> jars;

  private Release(String home, Set<String> jars) {
    this.home = home;
    this.jars = jars;
  }

  /** The release that was unpacked in a folder. */
  static Release of(Path home) throws IOException {
    return new Release(
        home.toUri().toString(),
        Files.readAllLines(home.resolve("release.txt")).stream()
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Whether a bundle belongs to it.
   *
   * @param location where the bundle was installed from: a path below the folder, as the launcher
   *     says, or a file's URL, as containers without the launcher do
   */
  boolean has(String location) {
    return jars.contains(location.startsWith(home) ? location.substring(home.length()) : location);
  }
}
