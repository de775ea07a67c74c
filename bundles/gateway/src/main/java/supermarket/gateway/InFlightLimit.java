package supermarket.gateway;

import java.time.Duration;

/**
 * How many baskets may wait for their price at a time, so that none waits much longer than is
 * normal. Learned from how long priced baskets took: with a longer queue no more are priced, each
 * only waits longer. Why it is like this, and what was tried: ADR 10, docs/overload.md.
 *
 * <p>Judges windows of {@link #WINDOW} by their mean: in whatever order those that wait are served,
 * it is how many wait divided by how many are priced (Little's law). It is
 *
 * <ul>
 *   <li>good, and changes what is normal: slowly, and not at all while the limit bites, that is,
 *       somebody is refused or admitted for want of his share only;
 *   <li>or longer than is tolerated. Then the queue may grow by half. Only if that bites, {@link
 *       #PATIENCE} windows in a row, the limit is cut, by Little's law to what is priced within the
 *       tolerated time. So a pause, a burst, a slow start, or many clients that wait for their
 *       answers are not refused. What was in flight before a cut is not judged any more.
 * </ul>
 *
 * <p>While the limit bites and the mean is good, the limit rises: twofold with each window, slower
 * close to the mark. What was learned is forgotten in quiet times, in minutes. If cuts do not
 * shorten the time that baskets take, these do not wait for each other: pricing itself has become
 * slower, and that is normal from now on. If the limit bites and hardly anything is priced any
 * more, what is in flight hangs and is not in a queue: the limit rises then, too.
 *
 * <p>Not thread-safe. Time is the caller's, on the {@link System#nanoTime()} scale.
 */
final class InFlightLimit {

  static final Duration WINDOW = Duration.ofMillis(50);

  /** A window that has seen fewer baskets is not judged yet. */
  static final int LEAST_SAMPLES = 20;

  /** Windows that come after start, in which nothing is compiled yet, teach but are not judged. */
  static final int LESSONS = 20;

  /** So many windows one after the other must be too slow and refuse baskets before a cut. */
  static final int PATIENCE = 4;

  /** The limit is never less. */
  static final int LEAST = 8;

  /** A queue may grow to so many unless a cut has shown that they are too many. */
  static final int LEAST_HELD = 64;

  /** How much longer than normal a basket may take: a quarter. */
  private static final double TOLERATED_RATIO = 1.25;

  /** Or so much longer, if that is more: nobody minds. */
  private static final long TOLERATED_NANOS = Duration.ofMillis(10).toNanos();

  /** By how much a queue may grow meanwhile; clients that wait for their answers all have room. */
  private static final double GROWTH = 1.5;

  /** How long a queue may become, in time, while baskets take too long, before that is proved. */
  private static final double HELD_NANOS = Duration.ofMillis(200).toNanos();

  private static final long WINDOW_NANOS = WINDOW.toNanos();

  /** What took longer to collect is too old to judge by. */
  private static final long STALE_NANOS = Duration.ofMillis(500).toNanos();

  /** A queue cut to less than this part shows whether that helps. */
  private static final double COMPARABLE = 0.7;

  /** How much a quiet window lets the limit rise. */
  private static final double FORGOTTEN = 1.0005;

  /**
   * Normal is an exponential average with a span of all windows there were, at most of so many: a
   * slow start is soon forgotten. The same upwards and downwards: what varies by itself would else
   * be thought to take less than it does.
   */
  private static final int MOST_LESSONS = 200;

  private static final double NONE = Double.POSITIVE_INFINITY;

  private final int most;
  private double limit;

  /** What the queue may not exceed while baskets take too long, before that is proved. */
  private double hold = NONE;

  /** What a basket takes normally, in nanoseconds; 0 before the first window. */
  private double normal;

  private int lessons;
  private int bittenOvers;

  /** Since the last cut no basket was admitted within the limit: the old queue is still there. */
  private boolean settling;

  private long settledAt;

  /** What baskets took before the cuts since the last good window, or 0 if there was none. */
  private double cutTime;

  /** How many baskets were in flight then. */
  private double cutInFlight;

  private long windowStart;

  /** How many baskets were priced in the window, and how many of them say something of it. */
  private int priced;

  private int samples;
  private double times;
  private double inFlights;
  private boolean bitten;

  /**
   * @param most the limit while nothing is known, and never more
   */
  InFlightLimit(int most, long now) {
    this.most = most;
    limit = most;
    windowStart = now;
    settledAt = now;
  }

  /** How many baskets may be in flight. */
  int value() {
    return (int) Math.min(limit, hold);
  }

  /**
   * Somebody wants to price one more basket than are in flight. Answers whether that is within the
   * limit.
   */
  boolean asked(int inFlight, long now) {
    if (inFlight >= value()) {
      expire(now);
      bitten = true;
      return false;
    }
    if (settling) {
      settling = false;
      settledAt = now;
    }
    return true;
  }

  /** Gives up a window that is too old to judge by. */
  private void expire(long now) {
    if (now - windowStart < STALE_NANOS) {
      return;
    }
    if (bitten && priced < LEAST_SAMPLES) {
      // Those in flight are not in a queue, they hang.
      rise(2);
    }
    hold = NONE;
    bittenOvers = 0;
    open(now);
  }

  /**
   * A basket has its price.
   *
   * @param admittedAt when it was admitted
   * @param inFlightThen how many baskets were in flight then, this one included
   * @param inFlight how many are in flight now
   */
  void priced(long admittedAt, int inFlightThen, int inFlight, long now) {
    expire(now);
    priced++;
    if (settling || admittedAt - settledAt < 0) {
      return;
    }
    samples++;
    times += Math.max(1, now - admittedAt);
    inFlights += inFlightThen;
    if (now - windowStart >= WINDOW_NANOS && samples >= LEAST_SAMPLES) {
      judge(inFlight);
      open(now);
    }
  }

  private void open(long now) {
    windowStart = now;
    priced = 0;
    samples = 0;
    times = 0;
    inFlights = 0;
    bitten = false;
  }

  private void judge(int inFlight) {
    double time = times / samples;
    if (lessons < LESSONS) {
      learn(time);
      return;
    }
    double tolerated = Math.max(TOLERATED_RATIO * normal, normal + TOLERATED_NANOS);
    if (time <= tolerated) {
      fine(time, tolerated);
    } else {
      tooSlow(time, tolerated, inFlight);
    }
  }

  private void fine(double time, double tolerated) {
    hold = NONE;
    bittenOvers = 0;
    cutTime = 0;
    double room = tolerated / time;
    if (bitten) {
      rise(room >= 2 ? 2 : 1 + (room - 1) / 4);
    } else {
      rise(FORGOTTEN);
      learn(time);
    }
  }

  private void learn(double time) {
    lessons = Math.min(lessons + 1, MOST_LESSONS);
    normal += (time - normal) * 2 / (lessons + 1);
  }

  private void rise(double factor) {
    limit = Math.min(most, limit * factor);
  }

  private void tooSlow(double time, double tolerated, int inFlightNow) {
    double inFlight = inFlights / samples;
    if (hold == NONE) {
      hold = Math.max(GROWTH * inFlightNow, Math.max(LEAST_HELD, HELD_NANOS * inFlight / time));
    }
    if (!bitten) {
      // Nobody is refused for it: it may become normal.
      bittenOvers = 0;
      learn(time);
    } else if (++bittenOvers >= PATIENCE) {
      bittenOvers = 0;
      if (cutTime == 0) {
        cut(time, inFlight, tolerated);
      } else if (inFlight > COMPARABLE * cutInFlight) {
        reduce(inFlight * tolerated / time);
      } else if (time < cutTime * (1 + inFlight / cutInFlight) / 2) {
        cut(time, inFlight, tolerated);
      } else {
        // With a queue that much shorter it would have taken less: they do not wait for each other.
        cutTime = 0;
        normal = time;
      }
    }
  }

  private void cut(double time, double inFlight, double tolerated) {
    cutTime = time;
    cutInFlight = inFlight;
    reduce(inFlight * tolerated / time);
  }

  private void reduce(double fitting) {
    limit = Math.min(most, Math.max(LEAST, Math.min(value(), fitting)));
    hold = NONE;
    settling = true;
  }
}
