package supermarket.message.broker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A node with three basket servers dies among ten that price 30,000 baskets a second each; event by
 * event. Baskets come at random (Poisson), each of a random user's partition; a node prices one
 * after the other at a constant speed. Left out is all that a quiet system takes: HTTP, the broker.
 */
final class Failover {

  static final int NODES = 10;
  static final double PER_NODE = 30_000;

  /** Seconds after the fault that are simulated, and before it. */
  static final double AFTER = 5;

  static final double BEFORE = 0.5;

  /** Waits are collected by when baskets were posted, in seconds. */
  static final double WINDOW = 0.05;

  private static final int WINDOWS = (int) Math.ceil((BEFORE + AFTER) / WINDOW);
  private static final int SERVERS = 3;
  private static final int DEAD = 4;

  /** A node that has work for longer than this has a queue, in seconds. */
  private static final double QUEUE = 0.005;

  /**
   * What comes of it.
   *
   * @param resent baskets that were with the dead node and are sent again
   * @param longest the longest that a basket waited, in seconds
   * @param slow the part of all baskets, from the fault to the end, that waited 100 ms or more
   * @param busy the utilisation of the busiest survivor afterwards
   * @param drained how long after the notice there are queues, in seconds
   * @param p99 of the waits of baskets, in seconds, by window
   */
  record Outcome(
      int resent, double longest, double slow, double busy, double drained, List<Double> p99) {}

  private record Basket(double posted, int partition) {}

  private final double service;
  private final int[] before;
  private final int[] after;
  private final double[] free = new double[NODES];
  private final int[] priced = new int[NODES];
  private final double[][] waits = new double[WINDOWS][(int) (1.1 * NODES * PER_NODE * WINDOW)];
  private final int[] posted = new int[WINDOWS];

  private Failover(double utilisation) {
    service = utilisation / PER_NODE;
    List<String> servers = Balance.servers(NODES * SERVERS, 1);
    List<String> survivors =
        servers.stream().filter(server -> servers.indexOf(server) / SERVERS != DEAD).toList();
    before = Arrays.stream(Assignment.of(servers)).map(owner -> owner / SERVERS).toArray();
    after =
        Arrays.stream(Assignment.of(survivors))
            .map(owner -> servers.indexOf(survivors.get(owner)) / SERVERS)
            .toArray();
    Arrays.fill(free, -BEFORE);
  }

  /**
   * Lets it happen at time 0.
   *
   * @param noticed after how many seconds gateways notice it
   * @param utilisation how busy nodes are before
   */
  static Outcome of(double noticed, double utilisation) {
    return new Failover(utilisation).run(noticed);
  }

  private Outcome run(double noticed) {
    Random random = new Random(4);
    List<Basket> lost = new ArrayList<>();
    boolean known = false;
    double drained = 0;
    double time = -BEFORE;
    while (true) {
      time -= StrictMath.log(1 - random.nextDouble()) / (NODES * PER_NODE);
      if (time >= AFTER) {
        break;
      }
      if (!known && time >= noticed) {
        known = true;
        lost.forEach(basket -> price(basket, after[basket.partition()], noticed));
        Arrays.fill(priced, 0);
      }
      Basket basket = new Basket(time, random.nextInt(Assignment.PARTITIONS));
      int node = (known ? after : before)[basket.partition()];
      if (node == DEAD && Math.max(time, free[node]) + service > 0) {
        lost.add(basket);
      } else {
        double wait = price(basket, node, time);
        drained = known && wait > QUEUE ? time - noticed : drained;
      }
    }
    double busy = Arrays.stream(priced).max().orElseThrow() * service / (AFTER - noticed);
    return outcome(lost.size(), busy, drained);
  }

  /** Answers how long it waited at the node. */
  private double price(Basket basket, int node, double sent) {
    free[node] = Math.max(sent, free[node]) + service;
    priced[node]++;
    int window = (int) ((basket.posted() + BEFORE) / WINDOW);
    waits[window][posted[window]++] = free[node] - basket.posted();
    return free[node] - sent;
  }

  private Outcome outcome(int resent, double busy, double drained) {
    List<Double> p99 = new ArrayList<>();
    double longest = 0;
    int slow = 0;
    int all = 0;
    for (int window = 0; window < WINDOWS; window++) {
      double[] sorted = Arrays.copyOf(waits[window], posted[window]);
      Arrays.sort(sorted);
      p99.add(sorted[sorted.length * 99 / 100]);
      longest = Math.max(longest, sorted[sorted.length - 1]);
      if (window >= BEFORE / WINDOW) {
        slow += (int) Arrays.stream(sorted).filter(wait -> wait >= 0.1).count();
        all += sorted.length;
      }
    }
    return new Outcome(resent, longest, (double) slow / all, busy, drained, p99);
  }
}
