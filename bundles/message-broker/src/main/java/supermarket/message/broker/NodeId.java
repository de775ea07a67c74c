package supermarket.message.broker;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A node, in one of its lives.
 *
 * @param name what operators call it
 * @param life differs from that of any other process, so that nothing meant for a process before
 *     reaches this one
 */
record NodeId(String name, String life) {

  private static final int RANDOM_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new life of a node. */
  static NodeId born(String name) {
    return new NodeId(name, random());
  }

  /** A part of a name that nobody else has, and nobody can guess. */
  static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return name + "." + life;
  }
}
