package supermarket.runtime.launcher;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What the launcher has to know of the shelf before anything starts: which of the two bundles this
 * node needs.
 *
 * @param url where the database is; empty for a shelf in a folder
 */
record ShelfConfiguration(String url) {

  private static final String OPTION = "supermarket.shelf.url";

  /**
   * That of a node.
   *
   * @throws IllegalStateException with a text for the operator, if the command line says something
   *     else than the file
   */
  static ShelfConfiguration of(Home home) throws IOException {
    EtcFile file = EtcFile.read(home.etc().resolve("supermarket.shelf.cfg"));
    String url = file.value("url");
    String option = System.getProperty(OPTION, "");
    if (!option.isEmpty() && !option.equals(url)) {
      throw new IllegalStateException(
          "etc/supermarket.shelf.cfg does not take --shelf: let it say url = ${" + OPTION + ":-}");
    }
    return new ShelfConfiguration(url);
  }

  /** Whether the bundles of a folder, such as {@code 50-shelf-folder}, are for this shelf. */
  boolean needs(Path folder) {
    String name = String.valueOf(folder.getFileName());
    return switch (name.substring(name.indexOf('-') + 1)) {
      case "shelf-folder" -> url.isEmpty();
      case "shelf-postgresql" -> !url.isEmpty();
      default -> true;
    };
  }
}
