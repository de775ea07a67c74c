package supermarket.benchmarks;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where this program lies. */
final class Program {

  private Program() {}

  /** The folder of its jar: what it needs is built beside it. */
  static Path folder() {
    try {
      Path jar = Path.of(Program.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return jar.toAbsolutePath().resolveSibling("");
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
