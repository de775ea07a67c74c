package supermarket.message.broker;

import org.apache.activemq.command.ActiveMQQueue;

/**
 * A way to a basket server: its queue on one broker. Compared by identity; once gone, it never
 * comes back. Thread-safe.
 */
final class Route {

  private final Line line;
  private final String server;
  private final ActiveMQQueue queue;
  private volatile boolean gone;

  Route(Line line, String server, String queue) {
    this.line = line;
    this.server = server;
    this.queue = new ActiveMQQueue(queue);
  }

  Line line() {
    return line;
  }

  /** The basket server, as {@code node/name}. */
  String server() {
    return server;
  }

  ActiveMQQueue queue() {
    return queue;
  }

  /** What was sent this way and not answered had better be sent another way. */
  void end() {
    gone = true;
  }

  boolean gone() {
    return gone;
  }
}
