package supermarket.message.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import supermarket.basket.api.operation.NodeStatus;
import supermarket.basket.api.operation.PartitionShare;

/** What a node knows of the cluster: whom it hears, and whose the partitions are. Thread-safe. */
final class ClusterView {

  private final List<Line> lines;
  private final Router router;
  private final LongSupplier clock;

  ClusterView(List<Line> lines, Router router, LongSupplier clock) {
    this.lines = lines;
    this.router = router;
    this.clock = clock;
  }

  /** The nodes that can be heard over one broker at least, by name. */
  List<NodeStatus> nodes() {
    long now = clock.getAsLong();
    SortedMap<String, NodeStatus> nodes = new TreeMap<>();
    for (Line line : lines) {
      for (Directory.Heard heard : line.directory().nodes()) {
        Announcement said = heard.said();
        NodeStatus status =
            new NodeStatus(
                said.node().name(),
                said.role(),
                said.servers().stream()
                    .filter(server -> !server.leaving())
                    .map(Announcement.Server::name)
                    .sorted()
                    .toList(),
                List.of(line.where()),
                now - heard.heardAt(),
                said.facts());
        nodes.merge(said.node().toString(), status, ClusterView::both);
      }
    }
    return List.copyOf(nodes.values());
  }

  private static NodeStatus both(NodeStatus one, NodeStatus other) {
    SortedSet<String> servers = new TreeSet<>(one.servers());
    servers.addAll(other.servers());
    List<String> brokers = new ArrayList<>(one.brokers());
    brokers.addAll(other.brokers());
    return new NodeStatus(
        one.name(),
        one.role(),
        List.copyOf(servers),
        brokers,
        Math.min(one.silentNanos(), other.silentNanos()),
        one.silentNanos() <= other.silentNanos() ? one.facts() : other.facts());
  }

  /** How many partitions each basket server has, as this node sees it, by name. */
  List<PartitionShare> partitions() {
    Routes routes = router.routes();
    SortedMap<String, Integer> shares = new TreeMap<>();
    for (int partition = 0; partition < Assignment.PARTITIONS; partition++) {
      Route route = routes.of(partition);
      if (route != null) {
        shares.merge(route.server(), 1, Integer::sum);
      }
    }
    return shares.entrySet().stream()
        .map(share -> new PartitionShare(share.getKey(), share.getValue(), Assignment.PARTITIONS))
        .toList();
  }
}
