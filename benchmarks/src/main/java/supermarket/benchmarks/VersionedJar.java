package supermarket.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A strategy bundle that ships, with ever higher versions. */
final class VersionedJar {

  private final Path original;
  private final Path folder;
  private final Change change;
  private int version = 1_000;

  /** What is different in a version. */
  @FunctionalInterface
  interface Change {
    /** Returns what a file of the jar has in a version; null leaves it out. */
    byte @Nullable [] of(String version, String name, byte[] content);
  }

  /**
   * Of a distribution; only the version is another one.
   *
   * @param folder where the jars are written
   */
  VersionedJar(Path distribution, String symbolicName, Path folder) throws IOException {
    this(distribution, symbolicName, folder, (version, name, content) -> content);
  }

  /** The same, with files that are changed. */
  VersionedJar(Path distribution, String symbolicName, Path folder, Change change)
      throws IOException {
    this.folder = folder;
    this.change = change;
    try (Stream<Path> jars = Files.list(distribution.resolve("strategies"))) {
      this.original =
          jars.filter(jar -> jar.getFileName().toString().startsWith(symbolicName))
              .findFirst()
              .orElseThrow();
    }
  }

  /** The version that was made last. */
  String version() {
    return version + ".0.0";
  }

  /** Writes the next version. */
  Path next() throws IOException {
    version++;
    Path next = folder.resolve(version + ".jar");
    try (JarInputStream in = new JarInputStream(Files.newInputStream(original))) {
      Manifest manifest = in.getManifest();
      manifest.getMainAttributes().putValue("Bundle-Version", version());
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(next), manifest)) {
        for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
          byte[] content = change.of(version(), entry.getName(), in.readAllBytes());
          if (content != null) {
            out.putNextEntry(new JarEntry(entry.getName()));
            out.write(content);
          }
        }
      }
    }
    return next;
  }
}
