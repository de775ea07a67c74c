import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Formats every .java file of a tree ({@code apply TREE REPORT}), or names those that are not
 * formatted on the error stream and in the file REPORT ({@code check TREE REPORT}). The root POM
 * runs it, once for all modules: one process is what keeps it fast, as does leaving out what has
 * not changed since the last check that found nothing.
 */
final class Format {

  private static final FileTime NEVER = FileTime.fromMillis(0);
  private static final Set<String> SKIPPED = Set.of("target");

  public static void main(String[] args) throws Exception {
    boolean apply = args[0].equals("apply");
    Path tree = Path.of(args[1]);
    Path report = Path.of(args[2]);
    Path clean = report.resolveSibling("formatted");
    Files.deleteIfExists(report);
    FileTime start = FileTime.from(Instant.now());

    List<String> command = new ArrayList<>();
    command.addAll(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    List<String> sources = sources(tree, apply ? NEVER : lastTime(clean));
    if (sources.isEmpty()) {
      return;
    }
    command.addAll(sources);
    StringWriter named = new StringWriter();
    PrintWriter err = new PrintWriter(System.err, true);
    int exit =
        new Main(new PrintWriter(named, true), err, System.in)
            .format(command.toArray(String[]::new));
    if (exit != 0) {
      named
          .toString()
          .lines()
          .map(file -> "not formatted: " + tree.relativize(Path.of(file)))
          .forEach(err::println);
      Files.createDirectories(report.getParent());
      Files.writeString(report, named.toString());
    } else {
      Files.createDirectories(clean.getParent());
      Files.write(clean, new byte[0]);
      Files.setLastModifiedTime(clean, start);
    }
  }

  private static FileTime lastTime(Path clean) throws IOException {
    return Files.exists(clean) ? Files.getLastModifiedTime(clean) : NEVER;
  }

  private static List<String> sources(Path tree, FileTime after) throws IOException {
    List<String> files = new ArrayList<>();
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean hidden = name.startsWith(".") && !folder.equals(tree);
            return hidden || SKIPPED.contains(name)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")
                && attributes.lastModifiedTime().compareTo(after) >= 0) {
              files.add(file.toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
