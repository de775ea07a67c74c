package supermarket.library.shelf;

import java.nio.file.Path;

/** The shelf of a node that is alone, in its own data. */
public final class OwnShelf {

  /** Its folder below the node's data. */
  public static final String FOLDER = "shelf";

  /** The folder of the jars, below that of a shelf. */
  public static final String CONTENTS = "contents";

  private OwnShelf() {}

  /**
   * Returns where a jar is, if the node had it when it was alone.
   *
   * @param data the node's data
   */
  public static Path jar(Path data, String sha256) {
    return data.resolve(FOLDER).resolve(CONTENTS).resolve(sha256);
  }
}
