package supermarket.message.broker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Which nodes are there, as far as one broker lets know. A node that says nothing for two seconds
 * is taken for dead. Thread-safe; each change says whether it changed which servers there are.
 */
final class Directory {

  /** A node speaks every half second. */
  static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Nobody has that many, but whoever can send to the broker could make them up. */
  private static final int MOST_NODES = 1024;

  /**
   * A node that is there.
   *
   * @param said what it said last
   * @param heardAt when it did, in nanoseconds
   */
  record Heard(Announcement said, long heardAt) {}

  /**
   * Who speaks.
   *
   * @param prices whether it said so where only nodes speak that price: a gateway cannot speak for
   *     such a node
   */
  private record Speaker(NodeId node, boolean prices) {}

  private final Map<Speaker, Heard> nodes = new HashMap<>();

  /** More than all nodes have, so what is forgotten is long out of use. */
  private static final int MOST_DEAD = 4 * MOST_NODES;

  /**
   * Queues whose consumers are known to be gone, so that words from before do not bring them back,
   * nor those of a node that was cut off and does not know yet. Their names are never used again.
   */
  private final LinkedHashSet<String> dead = new LinkedHashSet<>();

  /**
   * A node has said something.
   *
   * @param prices whether it said so where only nodes speak that price
   */
  synchronized boolean heard(Announcement announcement, boolean prices, long now) {
    Speaker node = new Speaker(announcement.node(), prices);
    if (announcement.ended()) {
      return forget(node);
    }
    if (nodes.size() >= MOST_NODES && !nodes.containsKey(node)) {
      return false;
    }
    Heard before = nodes.put(node, new Heard(announcement, now));
    return before == null || !before.said().equals(announcement);
  }

  /** The broker says that a queue has lost its consumer. */
  synchronized boolean consumerGone(String queue) {
    boolean mentioned = false;
    for (Heard heard : nodes.values()) {
      for (Announcement.Server server : heard.said().servers()) {
        mentioned |= server.queue().equals(queue) && !server.leaving();
      }
    }
    if (!dead.add(queue)) {
      return false;
    }
    if (dead.size() > MOST_DEAD) {
      dead.removeFirst();
    }
    return mentioned;
  }

  /** Forgets who has said nothing for too long. */
  synchronized boolean forgetSilent(long now) {
    List<Speaker> silent =
        nodes.entrySet().stream()
            .filter(node -> now - node.getValue().heardAt() >= SILENCE_NANOS)
            .map(Map.Entry::getKey)
            .toList();
    silent.forEach(this::forget);
    return !silent.isEmpty();
  }

  private boolean forget(Speaker node) {
    return nodes.remove(node) != null;
  }

  /** Whether a node can be heard, in this life of it. */
  synchronized boolean hears(NodeId node, boolean prices) {
    return nodes.containsKey(new Speaker(node, prices));
  }

  /** Nobody could be heard for so long; it was not their silence. */
  synchronized void excuse(long nanos) {
    nodes.replaceAll((node, heard) -> new Heard(heard.said(), heard.heardAt() + nanos));
  }

  /** The broker is away, and with it all that it let know. */
  synchronized void clear() {
    nodes.clear();
    dead.clear();
  }

  /**
   * The nodes, without those of their servers that are known to be gone. Who leaves in order still
   * answers what it has.
   */
  synchronized List<Heard> nodes() {
    List<Heard> there = new ArrayList<>(nodes.size());
    for (Heard heard : nodes.values()) {
      Announcement said = heard.said();
      List<Announcement.Server> servers =
          said.servers().stream()
              .filter(server -> server.leaving() || !dead.contains(server.queue()))
              .toList();
      there.add(
          new Heard(
              new Announcement(said.node(), said.role(), false, servers, said.facts()),
              heard.heardAt()));
    }
    return there;
  }
}
