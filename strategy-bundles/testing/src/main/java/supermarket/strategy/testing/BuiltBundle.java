package supermarket.strategy.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import supermarket.library.promotion.examples.PromotionExample;
import supermarket.library.promotion.examples.PromotionExamples;
import supermarket.library.purity.Content;
import supermarket.library.purity.Finding;
import supermarket.library.purity.Purity;

/**
 * The bundle that a class is built into: the folder or jar that it was loaded from.
 *
 * @param implementation the name of the class
 * @param manifest the bundle's manifest; empty if there is none
 * @param components the components that the bundle declares
 */
record BuiltBundle(String implementation, Manifest manifest, List<BuiltComponent> components) {

  /** A comma that does not stand within quotes. */
  private static final String COMMA = ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

  private static final List<String> UNWANTED =
      List.of("Fragment-Host", "Export-Package", "Require-Bundle", "DynamicImport-Package");

  /**
   * What is more than arithmetic in the bundle that a class is built into, as the runtime tells.
   */
  static List<String> impurities(Class<?> implementation) throws IOException, URISyntaxException {
    return from(implementation, root -> Finding.tell(Purity.check(Content.of(root))));
  }

  /** The examples of baskets in the bundle that a class is built into; none without the file. */
  static List<PromotionExample> examples(Class<?> implementation)
      throws IOException, URISyntaxException {
    return from(
        implementation,
        root -> {
          Path file = root.resolve(PromotionExamples.FILE);
          if (!Files.exists(file)) {
            return List.of();
          }
          try (InputStream in = Files.newInputStream(file)) {
            return PromotionExamples.read(in);
          }
        });
  }

  static BuiltBundle of(Class<?> implementation) throws IOException, URISyntaxException {
    return from(implementation, root -> read(implementation.getName(), root));
  }

  private interface Reader<T> {
    T read(Path root) throws IOException;
  }

  private static <T> T from(Class<?> implementation, Reader<T> reader)
      throws IOException, URISyntaxException {
    CodeSource source =
        Objects.requireNonNull(implementation.getProtectionDomain().getCodeSource());
    Path built = Path.of(source.getLocation().toURI());
    if (Files.isDirectory(built)) {
      return reader.read(built);
    }
    try (FileSystem jar = FileSystems.newFileSystem(built)) {
      return reader.read(jar.getPath("/"));
    }
  }

  static BuiltBundle read(String implementation, Path root) throws IOException {
    Manifest manifest = new Manifest();
    Path file = root.resolve("META-INF/MANIFEST.MF");
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        manifest.read(in);
      }
    }
    List<BuiltComponent> components = new ArrayList<>();
    for (String path : clauses(manifest, "Service-Component").toList()) {
      try (InputStream in = Files.newInputStream(root.resolve(path))) {
        components.add(BuiltComponent.parse(in));
      }
    }
    return new BuiltBundle(implementation, manifest, components);
  }

  /** The names that the components of the bundle have in a role. */
  List<String> names(Role role) {
    return components.stream().flatMap(component -> component.names(role).stream()).toList();
  }

  /** What is wrong with it as the bundle of one name in a role, one sentence each. */
  List<String> faults(Role role, String name, Set<String> imports) {
    if (header(manifest, "Bundle-SymbolicName").isEmpty()) {
      return List.of(
          "no bundle: META-INF/MANIFEST.MF is missing or not made by bnd-maven-plugin, which runs"
              + " in Maven's phase process-classes");
    }
    List<String> faults = new ArrayList<>();
    for (String unwanted : UNWANTED) {
      if (!header(manifest, unwanted).isEmpty()) {
        faults.add("it has " + unwanted + ": " + header(manifest, unwanted));
      }
    }
    clauses(manifest, "Import-Package")
        .map(clause -> clause.split(";", 2)[0].strip())
        .filter(each -> !each.startsWith("java.") && !imports.contains(each))
        .forEach(each -> faults.add("it imports " + each + ", but may only import " + imports));
    components.stream()
        .filter(component -> component.implementation().equals(implementation))
        .findFirst()
        .ifPresentOrElse(
            component -> faults.addAll(component.faults(role, name)),
            () -> faults.add("it has no component " + implementation + ": is that a @Component?"));
    return faults;
  }

  private static Stream<String> clauses(Manifest manifest, String name) {
    return Arrays.stream(header(manifest, name).split(COMMA, -1))
        .map(String::strip)
        .filter(clause -> !clause.isEmpty());
  }

  private static String header(Manifest manifest, String name) {
    return Objects.requireNonNullElse(manifest.getMainAttributes().getValue(name), "").strip();
  }
}
