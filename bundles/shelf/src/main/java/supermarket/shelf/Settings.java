package supermarket.shelf;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import supermarket.basket.api.operation.InvalidSetting;
import supermarket.library.shelf.OwnShelf;

/**
 * The configuration, checked.
 *
 * @param folder where the shelf is, absolute or below the node's data
 */
record Settings(Path folder) {

  /** Whether it is this node's alone. */
  boolean isOwn() {
    return folder.equals(Path.of(OwnShelf.FOLDER));
  }

  /**
   * Checks a configuration.
   *
   * @throws InvalidSetting if a value is not allowed
   */
  static Settings of(FolderShelf.Config config) {
    InvalidSetting.unless(
        config.url().isEmpty(),
        "url",
        "empty; whether a node has its shelf in a folder or in PostgreSQL is decided when it"
            + " starts");
    try {
      return new Settings(Path.of(config.folder().isEmpty() ? OwnShelf.FOLDER : config.folder()));
    } catch (InvalidPathException e) {
      throw new InvalidSetting("folder", "the path of a folder");
    }
  }
}
