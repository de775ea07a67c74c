package supermarket.message.broker;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A node, in one of its lives.
 *
 * @param name what operators call it
 * @param life differs from that of any other process, so that nothing meant for a process before
 *     reaches this one
 */
record NodeId(String name, String life) {

  /** A new life of a node. */
  static NodeId born(String name) {
    return new NodeId(name, random());
  }

  /** A part of a name that nobody else has. */
  static String random() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  @Override
  public String toString() {
    return name + "." + life;
  }
}
