package supermarket.message.broker;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArraySet;
import supermarket.basket.api.operation.NodeFact;
import supermarket.basket.api.operation.StandBy;

/** What this node tells the others, besides who it is. Thread-safe. */
final class NodeState {

  private final Set<NodeFact> facts = new CopyOnWriteArraySet<>();
  private final Set<StandBy> standBys = new CopyOnWriteArraySet<>();

  void add(NodeFact fact) {
    facts.add(fact);
  }

  void remove(NodeFact fact) {
    facts.remove(fact);
  }

  void add(StandBy standBy) {
    standBys.add(standBy);
  }

  void remove(StandBy standBy) {
    standBys.remove(standBy);
  }

  /** How the facts stand now, by name; without those that cannot travel. */
  Map<String, String> facts() {
    Map<String, String> now = new TreeMap<>();
    for (NodeFact fact : facts) {
      String value = fact.value();
      if (Announcement.isName(fact.name()) && Announcement.isName(value)) {
        now.put(fact.name(), value);
      }
    }
    return now;
  }

  /** Whether this node wants no baskets, although it runs. */
  boolean standsBy() {
    return standBys.stream().anyMatch(StandBy::standsBy);
  }
}
