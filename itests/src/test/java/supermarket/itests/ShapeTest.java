package supermarket.itests;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shape of the house: rooms of a size to be read, doors where they belong. */
class ShapeTest {

  private static final int LONGEST = 250;

  /** They are parted later; until then their large classes do not grow. */
  private static final Set<String> TO_BE_PARTED = Set.of("gateway", "message-broker");

  private static final int LONGEST_TO_BE_PARTED = 390;

  private static List<Path> modules() throws IOException {
    try (Stream<Path> poms = Files.find(Path.of(".."), 4, ShapeTest::isPom)) {
      return poms.map(Path::getParent)
          .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
          .filter(folder -> !folder.startsWith("../benchmarks"))
          .sorted()
          .toList();
    }
  }

  private static boolean isPom(Path file, Object attributes) {
    return file.endsWith("pom.xml") && !file.toString().contains("target");
  }

  @Test
  void noClassIsTooLongToBeRead() throws IOException {
    Set<String> tooLong = new TreeSet<>();
    for (Path module : modules()) {
      int longest =
          TO_BE_PARTED.contains(module.getFileName().toString()) ? LONGEST_TO_BE_PARTED : LONGEST;
      try (Stream<Path> sources = Files.walk(module.resolve("src/main/java"))) {
        for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
          long lines = Files.readAllLines(source).size();
          if (lines > longest) {
            tooLong.add(source + " has " + lines + " lines, but " + longest + " are the most");
          }
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void noTwoPackagesNeedEachOther() throws IOException {
    JavaClasses classes =
        new ClassFileImporter()
            .importPaths(
                modules().stream()
                    .map(module -> module.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .collect(Collectors.toSet()));
    assertThat(classes.size()).isGreaterThan(400);
    slices().matching("supermarket.(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void onlyTheApiIsExported() throws IOException {
    Set<String> exporting = new TreeSet<>();
    for (Path module : modules()) {
      Path manifest = module.resolve("target/classes/META-INF/MANIFEST.MF");
      if (Files.exists(manifest)) {
        try (InputStream in = Files.newInputStream(manifest)) {
          if (new Manifest(in).getMainAttributes().getValue("Export-Package") != null) {
            exporting.add(Path.of("..").relativize(module).toString());
          }
        }
      }
    }
    assertThat(exporting).containsExactly("bundles/basket/api", "bundles/pricing-api");
  }
}
