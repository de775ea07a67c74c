package supermarket.gateway;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much there is to do, over all IO threads, and who may add to it.
 *
 * <p>Baskets are admitted as long as fewer are in flight than an {@link InFlightLimit}. At the
 * limit only supermarkets that have less than the one with the most are: whoever floods is refused,
 * whoever does not has the place. As they come on top of the limit, it is at most half of the bound
 * that always holds. What a supermarket has is its baskets in flight and, as a third of one each,
 * those among the last {@value #RECENT} that have left: a limit may be so low that who has one
 * place more at the moment says nothing of who floods. Less means by more than chance explains, the
 * square root of the most: where all flood alike, hardly anybody comes on top.
 *
 * <p>Thread-safe. What concerns baskets in flight is guarded by the monitor, which is held twice
 * for each basket (how long: docs/overload.md). A supermarket is known only while it has something
 * of that; when nothing is in flight, none is.
 */
final class Load {

  private static final Logger LOG = LoggerFactory.getLogger(Load.class);

  /** Refusals that come so long after the last one are news. */
  private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

  /** How many of the baskets that have left count for their supermarkets still. */
  static final int RECENT = 100;

  /** What a basket in flight counts; one that has left counts 1. */
  private static final int IN_FLIGHT = 3;

  private final LongSupplier clock;
  private int maxInFlight;
  private InFlightLimit limit;
  private final Map<String, Share> shares = new HashMap<>();
  private final Queue<Share> recent = new ArrayDeque<>();
  private int inFlight;

  /** How many of them came on top of the limit. */
  private int onTop;

  /** How many supermarkets have this count, and the count of the one with the most. */
  private int[] holders;

  private int largest;
  private boolean refusing;
  private long refusedAt;
  private boolean everPriced;
  private long pricedAt;

  private final Count requests = new Count();
  private final Count connections = new Count();
  private volatile boolean ending;

  /** What a supermarket has, in flight and lately; guarded by the load's monitor. */
  private static final class Share {
    final String supermarket;
    int count;

    Share(String supermarket) {
      this.supermarket = supermarket;
    }
  }

  /** The place of a basket in flight. */
  static final class Place {
    private final Share share;
    private final long since;
    private final int inFlight;
    private final boolean onTop;

    private Place(Share share, long since, int inFlight, boolean onTop) {
      this.share = share;
      this.since = since;
      this.inFlight = inFlight;
      this.onTop = onTop;
    }
  }

  Load(int maxInFlight, LongSupplier clock) {
    this.maxInFlight = maxInFlight;
    this.clock = clock;
    holders = new int[IN_FLIGHT * maxInFlight + RECENT + 2];
    limit = new InFlightLimit((maxInFlight + 1) / 2, clock.getAsLong());
  }

  /**
   * Changes how many baskets there may be in flight. What was learned is forgotten; what is in
   * flight stays.
   */
  synchronized void setMaxInFlight(int newMaxInFlight) {
    if (newMaxInFlight != maxInFlight) {
      maxInFlight = newMaxInFlight;
      holders =
          Arrays.copyOf(holders, Math.max(holders.length, IN_FLIGHT * newMaxInFlight + RECENT + 2));
      limit = new InFlightLimit((newMaxInFlight + 1) / 2, clock.getAsLong());
    }
  }

  /** Admits a basket, or answers null; whoever got a place must {@link #leave} it, once. */
  @Nullable Place admit(String supermarket) {
    long now = clock.getAsLong();
    boolean news;
    int allowed;
    synchronized (this) {
      Share share = shares.get(supermarket);
      boolean room = limit.asked(inFlight, now);
      if (inFlight < maxInFlight && (room || mayComeOnTop(share))) {
        if (share == null) {
          share = new Share(supermarket);
          shares.put(supermarket, share);
        }
        return place(share, now, !room);
      }
      news = !refusing || now - refusedAt > QUIET_NANOS;
      refusing = true;
      refusedAt = now;
      allowed = limit.value();
    }
    if (news) {
      LOG.warn(
          "Overloaded: baskets are refused, because {} wait for their price, of which {} in all"
              + " still have theirs soon enough",
          inFlight(),
          allowed);
    }
    return null;
  }

  private Place place(Share share, long now, boolean asOneOnTop) {
    count(share, IN_FLIGHT);
    inFlight++;
    onTop += asOneOnTop ? 1 : 0;
    return new Place(share, now, inFlight, asOneOnTop);
  }

  /** Whatever is left in flight from before the limit was cut keeps nobody from coming on top. */
  private boolean mayComeOnTop(@Nullable Share share) {
    double own = share == null ? 0 : (double) share.count / IN_FLIGHT;
    double most = (double) largest / IN_FLIGHT;
    boolean clearlyLess = own + 1 < most - Math.sqrt(most);
    return clearlyLess && (inFlight < 2 * limit.value() || onTop < limit.value());
  }

  private void count(Share share, int more) {
    holders[share.count]--;
    share.count += more;
    holders[share.count]++;
    largest = Math.max(largest, share.count);
    while (largest > 0 && holders[largest] == 0) {
      largest--;
    }
  }

  /**
   * An admitted basket waits no longer.
   *
   * @param priced whether it has its price
   */
  void leave(Place place, boolean priced) {
    long now = clock.getAsLong();
    synchronized (this) {
      inFlight--;
      onTop -= place.onTop ? 1 : 0;
      count(place.share, 1 - IN_FLIGHT);
      recent.add(place.share);
      while (recent.size() > (inFlight == 0 ? 0 : RECENT)) {
        forget(recent.remove());
      }
      if (priced) {
        everPriced = true;
        pricedAt = now;
        limit.priced(place.since, place.inFlight, inFlight, now);
      }
    }
  }

  private void forget(Share share) {
    count(share, -1);
    if (share.count == 0) {
      shares.remove(share.supermarket);
    }
  }

  /** Whether a basket has got its price so lately. */
  synchronized boolean hasPricedWithin(Duration time) {
    return everPriced && clock.getAsLong() - pricedAt <= time.toNanos();
  }

  /** How many baskets wait for their price. */
  synchronized int inFlight() {
    return inFlight;
  }

  /** How many may wait at present, besides those of supermarkets with less than their share. */
  synchronized int limit() {
    return limit.value();
  }

  /** How many supermarkets are known, because they have baskets in flight or had them lately. */
  synchronized int supermarkets() {
    return shares.size();
  }

  /**
   * The requests that are not over: whose replies are not written and whose connections are there.
   */
  Count requests() {
    return requests;
  }

  /** The connections that have brought a request. */
  Count connections() {
    return connections;
  }

  /** No more work is wanted. */
  void end() {
    ending = true;
  }

  /** Whether no more work is wanted. */
  boolean ending() {
    return ending;
  }
}
