package supermarket.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** The distribution as the build made it, and copies of it for tests to spoil. */
final class DistributionFolder {

  private DistributionFolder() {}

  /** The folder in runtime/target. */
  static Path built() {
    Path target = Path.of("..", "runtime", "target").toAbsolutePath().normalize();
    try (Stream<Path> folders = Files.list(target)) {
      return folders
          .filter(path -> path.getFileName().toString().startsWith("supermarket-"))
          .filter(Files::isDirectory)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no distribution in " + target));
    } catch (IOException e) {
      throw new UncheckedIOException("build runtime/ first", e);
    }
  }

  /** A fresh copy, with nothing in data/ and a port that is free. */
  static Path copy(Path to) {
    try {
      delete(to);
      Path from = built();
      Files.walkFileTree(
          from,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
              if (folder.equals(from.resolve("data"))) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              Files.createDirectories(to.resolve(from.relativize(folder)));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.copy(
                  file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
              return FileVisitResult.CONTINUE;
            }
          });
      Files.createDirectories(to.resolve("data"));
      configure(to, "supermarket.gateway", "port", "0");
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets one line of a configuration in etc/. */
  static void configure(Path home, String pid, String key, String value) throws IOException {
    Path file = home.resolve("etc").resolve(pid + ".cfg");
    List<String> lines =
        Files.exists(file)
            ? Files.readAllLines(file).stream()
                .filter(line -> !line.matches("\\s*" + key.replace(".", "\\.") + "\\s*=.*"))
                .toList()
            : List.of();
    Files.write(file, Stream.concat(lines.stream(), Stream.of(key + " = " + value)).toList());
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
