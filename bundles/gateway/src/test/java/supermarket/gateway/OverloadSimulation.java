package supermarket.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/**
 * Stores, a {@link Load} and whatever prices baskets behind it, in virtual time: the same seed, the
 * same run. Behind it there are a number of workers, for which stores wait in turns. Stores send
 * whatever becomes of what they sent before (open loop), or wait for each answer (closed loop).
 * Times are milliseconds.
 */
final class OverloadSimulation {

  /** What became of a basket: refused at once, or priced after so many milliseconds. */
  record Outcome(String store, double at, boolean refused, double took) {}

  private record Event(long at, long number, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
    }
  }

  private record Job(String store, double work, Runnable done) {}

  private static final double MILLI = 1e6;

  private final Random random;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final LinkedHashMap<String, Queue<Job>> queues = new LinkedHashMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Load load;
  private DoubleSupplier work;
  private int workers;
  private int busy;
  private boolean inTurns = true;
  private boolean paused;
  private long now = 1;
  private long number;

  /**
   * @param workers how many baskets are priced at the same time
   * @param work how long one takes
   */
  OverloadSimulation(long seed, int maxInFlight, int workers, DoubleSupplier work) {
    this.random = new Random(seed);
    this.workers = workers;
    this.work = work;
    this.load = new Load(maxInFlight, () -> now);
  }

  Load load() {
    return load;
  }

  /** Stores do not take turns. */
  OverloadSimulation firstComeFirstServed() {
    inTurns = false;
    return this;
  }

  /** Milliseconds since the start. */
  double now() {
    return now / MILLI;
  }

  /** A time with this mean that is exponentially distributed. */
  static DoubleSupplier exponential(Random random, double mean) {
    return () -> -mean * Math.log(1 - random.nextDouble());
  }

  void at(double millis, Runnable what) {
    events.add(new Event(Math.max(now, (long) (millis * MILLI)), number++, what));
  }

  /** A store that sends so many baskets a second at random times. */
  void open(String store, double perSecond, double from, double to) {
    DoubleSupplier gap = exponential(random, 1_000 / perSecond);
    arrive(store, gap, from + gap.getAsDouble(), to);
  }

  private void arrive(String store, DoubleSupplier gap, double when, double to) {
    if (when < to) {
      at(
          when,
          () -> {
            send(store, work, () -> {});
            arrive(store, gap, when + gap.getAsDouble(), to);
          });
    }
  }

  /** Clients of a store, each of which sends the next basket when it has the answer to the last. */
  void closed(String store, int clients, double from, double to) {
    for (int client = 0; client < clients; client++) {
      at(from, () -> again(store, to));
    }
  }

  private void again(String store, double to) {
    if (now() < to) {
      send(store, work, () -> at(now() + 0.01, () -> again(store, to)));
    }
  }

  /** One basket now. */
  void send(String store, DoubleSupplier itsWork, Runnable then) {
    double sent = now();
    Load.Place place = load.admit(store);
    if (place == null) {
      outcomes.add(new Outcome(store, sent, true, 0));
      at(sent + 10, then);
      return;
    }
    wait(
        new Job(
            store,
            itsWork.getAsDouble(),
            () -> {
              load.leave(place, true);
              outcomes.add(new Outcome(store, sent, false, now() - sent));
              then.run();
            }));
    work();
  }

  /** One basket now that waits for no worker, and is not priced after so long. */
  void hang(String store, double millis) {
    Load.Place place = load.admit(store);
    if (place == null) {
      outcomes.add(new Outcome(store, now(), true, 0));
    } else {
      at(now() + millis, () -> load.leave(place, false));
    }
  }

  /** Lets everything behind the load stand still for so long. */
  void pause(double from, double millis) {
    at(from, () -> paused = true);
    at(
        from + millis,
        () -> {
          paused = false;
          work();
        });
  }

  /** What prices baskets changes. */
  void change(int newWorkers, DoubleSupplier newWork) {
    workers = newWorkers;
    work = newWork;
    work();
  }

  private void work() {
    while (!paused && busy < workers && !queues.isEmpty()) {
      Job job = next();
      busy++;
      at(now() + job.work(), () -> finish(job));
    }
  }

  private void wait(Job job) {
    String queue = inTurns ? job.store() : "all";
    queues.computeIfAbsent(queue, absent -> new ArrayDeque<>()).add(job);
  }

  private Job next() {
    Map.Entry<String, Queue<Job>> first = queues.pollFirstEntry();
    Job job = first.getValue().remove();
    if (!first.getValue().isEmpty()) {
      queues.put(first.getKey(), first.getValue());
    }
    return job;
  }

  private void finish(Job job) {
    if (paused) {
      at(now() + 1, () -> finish(job));
      return;
    }
    busy--;
    job.done().run();
    work();
  }

  /** Lets time pass. */
  OverloadSimulation run(double until) {
    long end = (long) (until * MILLI);
    while (!events.isEmpty() && events.peek().at() <= end) {
      Event event = events.remove();
      now = event.at();
      event.what().run();
    }
    now = end;
    return this;
  }

  /** What was sent from then to then. */
  Section section(double from, double to) {
    return section(from, to, store -> true);
  }

  Section section(double from, double to, Predicate<String> stores) {
    return new Section(
        to - from,
        outcomes.stream()
            .filter(one -> one.at() >= from && one.at() < to && stores.test(one.store()))
            .toList());
  }

  /** Outcomes of some time. */
  record Section(double millis, List<Outcome> outcomes) {

    double pricedPerSecond() {
      return times().count() * 1_000 / millis;
    }

    long refused() {
      return outcomes.stream().filter(Outcome::refused).count();
    }

    double refusedShare() {
      return outcomes.isEmpty() ? 0 : (double) refused() / outcomes.size();
    }

    /** The time that this share of the priced baskets does not exceed. */
    double quantile(double share) {
      double[] times = times().sorted().toArray();
      return times.length == 0 ? 0 : times[(int) Math.min(times.length - 1, share * times.length)];
    }

    double p99() {
      return quantile(0.99);
    }

    private DoubleStream times() {
      return outcomes.stream().filter(one -> !one.refused()).mapToDouble(Outcome::took);
    }
  }
}
