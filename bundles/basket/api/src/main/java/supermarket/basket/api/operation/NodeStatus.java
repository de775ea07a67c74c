package supermarket.basket.api.operation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a node of the cluster stands.
 *
 * @param name what operators call it
 * @param role {@code gateway}, {@code basket} or {@code both}
 * @param servers the names of its basket servers that take baskets
 * @param brokers over which message brokers it can be heard
 * @param silentNanos nanoseconds since it was heard last
 * @param facts what it told of itself, by name ({@link NodeFact}), sorted
 */
public record NodeStatus(
    String name,
    String role,
    List<String> servers,
    List<String> brokers,
    long silentNanos,
    Map<String, String> facts) {

  /** Takes unmodifiable copies. */
  public NodeStatus {
    servers = List.copyOf(servers);
    brokers = List.copyOf(brokers);
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }
}
