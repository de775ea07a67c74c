package supermarket.product.manager.strategy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.catalogue.Admission;
import supermarket.library.files.AtomicFile;

/**
 * Which bundles' content is admitted, in a file of a line each. It lies with the framework's own
 * record of its bundles, whose ids it has, and is lost with it. What was admitted holds without the
 * deployer, and after a restart.
 *
 * <p>Not thread-safe: the whiteboard calls it under its lock.
 */
public final class Admissions {

  private static final Logger LOG = LoggerFactory.getLogger(Admissions.class);

  private record Entry(long lastModified, Admission admission) {}

  private final Path file;
  private Map<Long, Entry> byBundle = Map.of();

  /**
   * Reads the file, if there is one.
   *
   * @param file where they are kept
   */
  public Admissions(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      try {
        byBundle = parse(Files.readAllLines(file));
      } catch (IOException | IllegalArgumentException e) {
        LOG.warn("{} cannot be read; bundles stay dark until they are checked again: {}", file, e);
      }
    }
  }

  private static Map<Long, Entry> parse(List<String> lines) {
    Map<Long, Entry> read = new TreeMap<>();
    for (String line : lines) {
      String[] words = line.split(" ", 3);
      if (words.length < 3) {
        throw new IllegalArgumentException("'" + line + "' has not three words");
      }
      read.put(
          Long.valueOf(words[0]), new Entry(Long.parseLong(words[1]), Admission.valueOf(words[2])));
    }
    return read;
  }

  /** Returns by which right this content of a bundle may be used. */
  public Admission of(long bundleId, long lastModified) {
    Entry entry = byBundle.get(bundleId);
    return entry != null && entry.lastModified() == lastModified
        ? entry.admission()
        : Admission.NONE;
  }

  /** Returns by which right a bundle was admitted last. */
  public Admission of(long bundleId) {
    Entry entry = byBundle.get(bundleId);
    return entry == null ? Admission.NONE : entry.admission();
  }

  /**
   * Admits a bundle's content.
   *
   * @param present when each bundle that there is got its content; what is gone is forgotten
   */
  public void put(long bundleId, long lastModified, Admission admission, Map<Long, Long> present)
      throws IOException {
    Map<Long, Entry> more = new TreeMap<>(byBundle);
    more.entrySet()
        .removeIf(
            each -> present.getOrDefault(each.getKey(), -1L) != each.getValue().lastModified());
    more.put(bundleId, new Entry(lastModified, admission));
    StringBuilder text = new StringBuilder();
    more.forEach(
        (id, entry) ->
            text.append(id)
                .append(' ')
                .append(entry.lastModified())
                .append(' ')
                .append(entry.admission())
                .append('\n'));
    AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    byBundle = more;
  }
}
