package supermarket.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.promotion.Promotion;
import supermarket.pricing.api.promotion.PromotionKind;

/** Packs a strategy class, or a promotion kind, of the tests into a bundle, as bnd would. */
final class StrategyJar {

  private static final String IMPORTS = "supermarket.pricing.api,org.joda.money";

  private final String name;
  private final Class<?> strategy;
  private final Class<?> service;
  private final String property;
  private final String imports;
  private String version = "1.0.0";
  private int ranking;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final List<Class<?>> needed = new ArrayList<>();

  private StrategyJar(
      String name, Class<?> strategy, Class<?> service, String property, String imports) {
    this.name = name;
    this.strategy = strategy;
    this.service = service;
    this.property = property;
    this.imports = imports;
  }

  /** A bundle that registers the class under a strategy's name. */
  static StrategyJar named(String name, Class<? extends PricingStrategy> strategy) {
    return new StrategyJar(name, strategy, PricingStrategy.class, "supermarket.strategy", IMPORTS);
  }

  /** A bundle that registers the class under a promotion kind's name. */
  static StrategyJar kind(String name, Class<? extends PromotionKind> kind) {
    return new StrategyJar(
        name,
        kind,
        PromotionKind.class,
        Promotion.NAME,
        IMPORTS + "," + PromotionKind.class.getPackageName());
  }

  StrategyJar version(String is) {
    version = is;
    return this;
  }

  StrategyJar ranking(int is) {
    ranking = is;
    return this;
  }

  /** Sets a header of the manifest; without a value, leaves it out. */
  StrategyJar header(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** Adds a file. */
  StrategyJar entry(String path, byte[] content) {
    entries.put(path, content);
    return this;
  }

  /** Puts this in the place of the strategy's class file. */
  StrategyJar strategyClass(byte[] content) {
    return entry(path(), content);
  }

  private String path() {
    return path(strategy);
  }

  private static String path(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  /** The strategy's class, those that it is nested with, and those of the tests it refers to. */
  private List<String> classes() {
    Set<String> classes = new LinkedHashSet<>();
    for (Class<?> host : Stream.concat(Stream.of(strategy), needed.stream()).toList()) {
      Stream.of(host.getNestMembers()).map(StrategyJar::path).forEach(classes::add);
    }
    return List.copyOf(classes);
  }

  /** Packs this class too, with those that it is nested with. */
  StrategyJar with(Class<?> type) {
    needed.add(type);
    return this;
  }

  /** Adds examples, a line of text each. */
  StrategyJar examples(String... lines) {
    return entry(
        "OSGI-INF/examples.properties", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  /** Symbolic name of the bundle, the same for each version. */
  String symbolicName() {
    return "test.strategy." + name.replace('-', '.');
  }

  /** Writes the bundle, in one step so that a folder's watcher never sees half of it. */
  Path write(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".part");
      try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(fresh), manifest())) {
        put(jar, "OSGI-INF/strategy.xml", component().getBytes(StandardCharsets.UTF_8));
        if (!entries.containsKey(path())) {
          for (String path : classes()) {
            try (InputStream bytes = strategy.getClassLoader().getResourceAsStream(path)) {
              put(jar, path, bytes.readAllBytes());
            }
          }
        }
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
          put(jar, entry.getKey(), entry.getValue());
        }
      }
      return Files.move(
          fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(JarOutputStream jar, String path, byte[] content) throws IOException {
    jar.putNextEntry(new JarEntry(path));
    jar.write(content);
    jar.closeEntry();
  }

  private Manifest manifest() {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", symbolicName());
    main.putValue("Bundle-Version", version);
    main.putValue("Import-Package", imports);
    main.putValue("Service-Component", "OSGI-INF/strategy.xml");
    headers.forEach(
        (header, value) -> {
          if (value == null) {
            main.remove(new Attributes.Name(header));
          } else {
            main.putValue(header, value);
          }
        });
    return manifest;
  }

  private String component() {
    return """
    <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s" configuration-policy="ignore">
      <property name="%s" type="String" value="%s"/>
      <property name="service.ranking" type="Integer" value="%d"/>
      <service><provide interface="%s"/></service>
      <implementation class="%s"/>
    </scr:component>
    """
        .formatted(
            strategy.getName(), property, name, ranking, service.getName(), strategy.getName());
  }
}
