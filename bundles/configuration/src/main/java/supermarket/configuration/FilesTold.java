package supermarket.configuration;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log what becomes of the files of {@code etc/}: each line once, and one when all is well
 * again.
 *
 * <p>Thread safety: none; for the gate's monitor.
 */
final class FilesTold {

  private static final Logger LOG = LoggerFactory.getLogger(FilesTold.class);

  private SortedMap<String, List<String>> told = new TreeMap<>();

  /** Whether nothing is wrong with any file. */
  boolean isAllWell() {
    return told.isEmpty();
  }

  /**
   * Tells what is new.
   *
   * @param plan what becomes of the files
   * @param before the files of the look before
   * @param now the files
   * @param isOpen whether this is not the first look
   */
  void tell(
      Plan plan,
      SortedMap<String, FileText> before,
      SortedMap<String, FileText> now,
      boolean isOpen) {
    plan.lines().forEach(this::problems);
    before.keySet().stream()
        .filter(file -> !now.containsKey(file))
        .forEach(file -> gone(plan, file));
    if (isOpen) {
      now.forEach(
          (file, text) -> {
            if (!plan.lines().containsKey(file)) {
              good(file, text.equals(before.get(file)));
            }
          });
    }
    told = plan.lines();
  }

  private void problems(String file, List<String> lines) {
    List<String> before = told.getOrDefault(file, List.of());
    lines.stream().filter(line -> !before.contains(line)).forEach(LOG::warn);
  }

  private static void gone(Plan plan, String file) {
    boolean hasDefaults = plan.inForce().stream().anyMatch(each -> each.file().equals(file));
    LOG.warn(
        "etc/{} is gone; {}",
        file,
        hasDefaults ? "its defaults are in force" : "so is what it configured");
  }

  private void good(String file, boolean isSame) {
    if (told.containsKey(file)) {
      LOG.info("etc/{} is good again and comes into force", file);
    } else if (!isSame) {
      LOG.info("etc/{} is read and comes into force", file);
    }
  }
}
