import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Completes the folder of a distribution: writes {@code release.txt}, the jars that belong to this
 * release, and {@code licences/}, a text for each jar of other people, those inside our bundles
 * included. Fails for a jar that has none.
 *
 * <p>{@code java Release.java DISTRIBUTION TEXTS}, where TEXTS is the folder of {@code
 * texts.properties}.
 */
public final class Release {
  private final Path distribution;
  private final Path texts;
  private final Properties mapped = new Properties();
  private final Map<String, String> licences = new TreeMap<>();
  private final List<String> without = new ArrayList<>();

  private Release(Path distribution, Path texts) {
    this.distribution = distribution;
    this.texts = texts;
  }

  public static void main(String[] arguments) throws IOException {
    Release release = new Release(Path.of(arguments[0]), Path.of(arguments[1]));
    if (!release.complete()) {
      System.exit(1);
    }
  }

  private boolean complete() throws IOException {
    try (var reader = Files.newBufferedReader(texts.resolve("texts.properties"))) {
      mapped.load(reader);
    }
    List<String> jars = new ArrayList<>();
    for (String folder : List.of("bin", "broker", "bundles", "strategies")) {
      try (Stream<Path> files = Files.walk(distribution.resolve(folder))) {
        for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
          jars.add(distribution.relativize(jar).toString());
          try (InputStream content = Files.newInputStream(jar)) {
            read(jar.getFileName().toString(), content);
          }
        }
      }
    }
    for (String jar : without) {
      System.err.println(
          jar + ".jar has no licence text: name one in " + texts.resolve("texts.properties"));
    }
    Files.write(distribution.resolve("release.txt"), jars);
    write(distribution.resolve("licences"));
    return without.isEmpty();
  }

  /** Takes the texts of a jar of others, and looks for jars inside ours. */
  private void read(String name, InputStream jar) throws IOException {
    boolean ours = name.startsWith("supermarket.") || name.equals("launcher.jar");
    List<String> found = new ArrayList<>();
    boolean licensed = false;
    ZipInputStream entries = new ZipInputStream(jar);
    for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
      String path = entry.getName();
      if (ours && path.endsWith(".jar")) {
        String inner = path.substring(path.lastIndexOf('/') + 1);
        read(inner, new ByteArrayInputStream(entries.readAllBytes()));
      } else if (!ours
          && path.matches("(?i)(META-INF/(licenses/.+/)?)?(LICENSE|NOTICE)(\\.txt|\\.md)?")) {
        boolean licence = path.toUpperCase(java.util.Locale.ROOT).contains("LICENSE");
        licensed |= licence;
        String text = new String(entries.readAllBytes(), StandardCharsets.UTF_8).strip();
        found.add(licence ? 0 : found.size(), text);
      }
    }
    if (!ours) {
      take(name.substring(0, name.length() - ".jar".length()), found, licensed);
    }
  }

  private void take(String name, List<String> found, boolean licensed) throws IOException {
    String file = mapped.getProperty(name);
    if (file == null && !licensed) {
      without.add(name);
      return;
    }
    if (file != null) {
      Path text = texts.resolve(file);
      found.addFirst(
          Files.readString(Files.exists(text) ? text : distribution.resolve(file)).strip());
    }
    licences.put(name, String.join("\n\n" + "-".repeat(72) + "\n\n", found) + "\n");
  }

  private void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> before = Files.list(folder)) {
      for (Path file : before.toList()) {
        Files.delete(file);
      }
    }
    for (Map.Entry<String, String> licence : licences.entrySet()) {
      Files.writeString(folder.resolve(licence.getKey() + ".txt"), licence.getValue());
    }
  }
}
