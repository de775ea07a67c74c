package supermarket.shelf;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import supermarket.basket.api.operation.InvalidSetting;

/**
 * The configuration, checked.
 *
 * @param folder where the shelf is, absolute or below the node's data
 */
record Settings(Path folder) {

  /** Of one node that is no other's. */
  static final String OWN = "shelf";

  /** Whether it is this node's alone. */
  boolean isOwn() {
    return folder.equals(Path.of(OWN));
  }

  /**
   * Checks a configuration.
   *
   * @throws InvalidSetting if a value is not allowed
   */
  static Settings of(FolderShelf.Config config) {
    try {
      return new Settings(Path.of(config.folder().isEmpty() ? OWN : config.folder()));
    } catch (InvalidPathException e) {
      throw new InvalidSetting("folder", "the path of a folder");
    }
  }
}
