package supermarket.library.purity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** What is in a bundle. */
public interface Content {

  /** Returns the value of a header of the manifest, empty if it has none. */
  String header(String name);

  /** Returns the paths of the files in it, such as {@code com/example/MultiBuy.class}. */
  List<String> entries() throws IOException;

  /** Opens a file in it. */
  InputStream open(String entry) throws IOException;

  /** Returns what lies below a folder, or the root of a jar's file system. */
  static Content of(Path root) throws IOException {
    Path file = root.resolve("META-INF/MANIFEST.MF");
    Manifest manifest = new Manifest();
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        manifest.read(in);
      }
    }
    Attributes headers = manifest.getMainAttributes();
    return new Content() {
      @Override
      public String header(String name) {
        return Objects.requireNonNullElse(headers.getValue(name), "");
      }

      @Override
      public List<String> entries() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
          return files
              .filter(Files::isRegularFile)
              .map(each -> root.relativize(each).toString().replace('\\', '/'))
              .sorted()
              .toList();
        }
      }

      @Override
      public InputStream open(String entry) throws IOException {
        return Files.newInputStream(root.resolve(entry));
      }
    };
  }
}
