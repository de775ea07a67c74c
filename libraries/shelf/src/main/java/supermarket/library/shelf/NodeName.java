package supermarket.library.shelf;

import java.util.regex.Pattern;

/** What nodes are called on a shelf. */
public final class NodeName {

  private static final Pattern NODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private NodeName() {}

  /** Returns whether it is one. */
  public static boolean isOne(String name) {
    return NODE.matcher(name).matches();
  }

  /**
   * Returns the name, if it is one.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static String require(String name) {
    if (!isOne(name)) {
      throw new IllegalArgumentException("a node's name has 1 to 64 of A-Z a-z 0-9 _ . -");
    }
    return name;
  }
}
