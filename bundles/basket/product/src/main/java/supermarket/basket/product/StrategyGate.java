package supermarket.basket.product;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.operation.CallCount;

/**
 * What is known of one deployed strategy: how many of its calls are under way, and whether it is
 * quarantined.
 *
 * <p>Thread safety: shared by all lanes; each piece of state is changed atomically on its own.
 */
class StrategyGate {

  /** Kinds of failure that are told apart; beyond that no new kind is logged. */
  private static final int KINDS = 32;

  private final StrategyId strategy;
  private final int limit;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Set<String> failures = ConcurrentHashMap.newKeySet();
  private final LongAdder calls = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private volatile @Nullable String quarantine;

  StrategyGate(StrategyId strategy, int limit) {
    this.strategy = strategy;
    this.limit = limit;
  }

  StrategyId strategy() {
    return strategy;
  }

  /** Takes one of the places for calls; whoever got one must {@link #leave()}. */
  boolean tryEnter() {
    if (underWay.incrementAndGet() <= limit) {
      return true;
    }
    underWay.decrementAndGet();
    return false;
  }

  void leave() {
    underWay.decrementAndGet();
  }

  int underWay() {
    return underWay.get();
  }

  /**
   * A call is over.
   *
   * @param took in nanoseconds
   * @param hasFailed whether it gave no cost
   */
  void called(long took, boolean hasFailed) {
    calls.increment();
    nanos.add(took);
    if (hasFailed) {
      failed.increment();
    }
  }

  /** Returns how often it was called. */
  CallCount count() {
    return new CallCount(strategy, calls.sum(), failed.sum(), nanos.sum());
  }

  /** Why the strategy is quarantined, or null if it is not. */
  @Nullable String quarantine() {
    return quarantine;
  }

  /** Closes the gate; answers false if it was closed already. */
  synchronized boolean close(String why) {
    boolean open = quarantine == null;
    if (open) {
      quarantine = why;
    }
    return open;
  }

  /** Opens the gate; answers false if it was open already. */
  synchronized boolean open() {
    boolean closed = quarantine != null;
    quarantine = null;
    return closed;
  }

  /** Whether this kind of failure is seen for the first time. */
  boolean isNews(String kind) {
    return failures.size() < KINDS && failures.add(kind);
  }
}
