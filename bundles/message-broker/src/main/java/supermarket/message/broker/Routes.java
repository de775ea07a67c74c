package supermarket.message.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The route of each partition at a moment. Immutable. */
final class Routes {

  private final Route[] byPartition;
  private final long noneSince;

  private Routes(Route[] byPartition, long noneSince) {
    this.byPartition = byPartition;
    this.noneSince = noneSince;
  }

  /**
   * There is nobody.
   *
   * @param since since when, in nanoseconds
   */
  static Routes none(long since) {
    return new Routes(new Route[0], since);
  }

  /**
   * Every partition goes to the server that owns it, by one of the brokers over which that can be
   * reached.
   *
   * @param servers the ways to each server that takes baskets; at least one server, each with one
   *     way at least
   */
  static Routes to(SortedMap<String, List<Route>> servers) {
    int[] owners = Assignment.of(List.copyOf(servers.keySet()));
    List<Map.Entry<List<Route>, List<String>>> ways = new ArrayList<>();
    for (List<Route> routes : servers.values()) {
      ways.add(Map.entry(routes, routes.stream().map(route -> route.line().where()).toList()));
    }
    Route[] byPartition = new Route[owners.length];
    for (int partition = 0; partition < owners.length; partition++) {
      Map.Entry<List<Route>, List<String>> way = ways.get(owners[partition]);
      byPartition[partition] = way.getKey().get(Assignment.best(partition, way.getValue()));
    }
    return new Routes(byPartition, 0);
  }

  boolean isEmpty() {
    return byPartition.length == 0;
  }

  /** Since when there is nobody; only if there is nobody. */
  long noneSince() {
    return noneSince;
  }

  /** The route of a partition, or null if there is nobody. */
  @Nullable Route of(int partition) {
    return byPartition.length == 0 ? null : byPartition[partition];
  }
}
