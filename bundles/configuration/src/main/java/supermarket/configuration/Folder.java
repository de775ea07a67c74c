package supermarket.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of {@code etc/}, as two looks in a row have found them: one that is being written, or
 * replaced, is as it was. Contents are compared, not times. Nothing is written.
 *
 * <p>Thread safety: one thread at a time looks.
 */
final class Folder {

  private final Path folder;
  private SortedMap<String, FileText> seen = new TreeMap<>();
  private final SortedMap<String, FileText> settled = new TreeMap<>();

  Folder(Path folder) {
    this.folder = folder;
  }

  /** Reads all files and takes them as they are: nothing was in force before. */
  SortedMap<String, FileText> first() throws IOException {
    seen = list();
    settled.putAll(seen);
    return new TreeMap<>(settled);
  }

  /**
   * Looks again.
   *
   * @return the files by name, each as this look and the one before have found it, or else as it
   *     was
   */
  SortedMap<String, FileText> look() throws IOException {
    SortedMap<String, FileText> now = list();
    for (var each : now.entrySet()) {
      if (each.getValue().equals(seen.get(each.getKey()))) {
        settled.put(each.getKey(), each.getValue());
      }
    }
    // What goes together is gone together, though a look may fall between.
    if (now.keySet().equals(seen.keySet())) {
      settled.keySet().retainAll(now.keySet());
    }
    seen = now;
    return new TreeMap<>(settled);
  }

  /** Whether a file of this name holds a configuration. */
  static boolean isConfiguration(String name) {
    return name.endsWith(".cfg") || name.endsWith(".config");
  }

  private SortedMap<String, FileText> list() throws IOException {
    SortedMap<String, FileText> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        String name = String.valueOf(path.getFileName());
        if (isConfiguration(name)) {
          files.put(name, FileText.read(path));
        }
      }
    }
    return files;
  }
}
