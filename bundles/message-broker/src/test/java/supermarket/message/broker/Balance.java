package supermarket.message.broker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import supermarket.basket.api.UserId;

/** How evenly basket servers share the load, and what moves when one comes or leaves; simulated. */
final class Balance {

  /** Who owns each partition, of servers by their names. */
  interface Rule extends Function<List<String>, int[]> {}

  /** The product's. */
  static final Rule OURS = Assignment::of;

  /** Yardstick: the highest score without a bound. */
  static final Rule UNBOUNDED =
      servers ->
          IntStream.range(0, Assignment.PARTITIONS)
              .map(partition -> Assignment.best(partition, servers))
              .toArray();

  /** Yardstick: the remainder. */
  static final Rule REMAINDER =
      servers ->
          IntStream.range(0, Assignment.PARTITIONS)
              .map(partition -> partition % servers.size())
              .toArray();

  /** Each figure is the mean of so many clusters, with other names. */
  private static final int CLUSTERS = 5;

  private static final int STORES = 10_000;
  private static final int USERS = 1_000_000;

  private Balance() {}

  /**
   * How much one server has, in times of what it had if all had the same.
   *
   * @param least what the one with the least has
   * @param most what the one with the most has
   */
  record Spread(double least, double most) {}

  /** The spread of a load, given by partition, over so many servers. */
  static Spread spread(Rule rule, double[] load, int count) {
    double least = 0;
    double most = 0;
    for (int cluster = 0; cluster < CLUSTERS; cluster++) {
      int[] owners = rule.apply(servers(count, cluster));
      double[] has = new double[count];
      for (int partition = 0; partition < owners.length; partition++) {
        has[owners[partition]] += load[partition];
      }
      double mean = Arrays.stream(load).sum() / count;
      least += Arrays.stream(has).min().orElseThrow() / mean / CLUSTERS;
      most += Arrays.stream(has).max().orElseThrow() / mean / CLUSTERS;
    }
    return new Spread(least, most);
  }

  /** The part of all partitions that gets another owner when one of so many servers leaves. */
  static double movedByLeaving(Rule rule, int count) {
    double moved = 0;
    for (int cluster = 0; cluster < CLUSTERS; cluster++) {
      List<String> before = servers(count, cluster);
      List<String> after = new ArrayList<>(before);
      after.remove(new Random(cluster).nextInt(count));
      moved += moved(rule, before, after) / CLUSTERS;
    }
    return moved;
  }

  /** The same when one comes to so many. */
  static double movedByJoining(Rule rule, int count) {
    double moved = 0;
    for (int cluster = 0; cluster < CLUSTERS; cluster++) {
      List<String> after = servers(count + 1, cluster);
      List<String> before = new ArrayList<>(after);
      before.remove(new Random(cluster).nextInt(count + 1));
      moved += moved(rule, before, after) / CLUSTERS;
    }
    return moved;
  }

  private static double moved(Rule rule, List<String> before, List<String> after) {
    int[] owners = rule.apply(before);
    int[] next = rule.apply(after);
    int moved = 0;
    for (int partition = 0; partition < owners.length; partition++) {
      moved += before.get(owners[partition]).equals(after.get(next[partition])) ? 0 : 1;
    }
    return (double) moved / owners.length;
  }

  /** Names as a gateway sees them: node, basket server and the node's life. In order. */
  static List<String> servers(int count, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(node -> "basket-%03d/1 %016x".formatted(node, random.nextLong()))
        .toList();
  }

  /** Each partition is one. */
  static double[] partitions() {
    double[] load = new double[Assignment.PARTITIONS];
    Arrays.fill(load, 1);
    return load;
  }

  /** A million users who buy alike, of 10,000 stores of one size or of sizes by Zipf's law. */
  static double[] users(boolean zipf) {
    double[] load = new double[Assignment.PARTITIONS];
    for (int store = 0; store < STORES; store++) {
      long users = Math.round(USERS * size(store, zipf));
      for (int user = 0; user < users; user++) {
        load[partition(store, user)]++;
      }
    }
    return load;
  }

  /** Stores that send one user id for all their users. */
  static double[] anonymous(boolean zipf) {
    double[] load = new double[Assignment.PARTITIONS];
    for (int store = 0; store < STORES; store++) {
      load[partition(store, 0)] += size(store, zipf);
    }
    return load;
  }

  private static int partition(int store, int user) {
    return Partitions.of(new UserId("s" + store, "u" + user));
  }

  private static double size(int store, boolean zipf) {
    return zipf ? 1 / (store + 1.0) / HARMONIC : 1.0 / STORES;
  }

  private static final double HARMONIC =
      IntStream.rangeClosed(1, STORES).mapToDouble(rank -> 1.0 / rank).sum();
}
