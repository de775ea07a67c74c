package supermarket.message.broker;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.BasketCall;

/** The calls that wait for an answer; not more than a bound. Thread-safe. */
final class Waiting {

  /** A call that waits, and the way it has gone. Thread-safe. */
  static final class Call {
    private final long correlation;
    private final BasketCall call;
    private final int partition;
    private final AtomicReference<@Nullable Route> route = new AtomicReference<>();
    private final AtomicInteger moves = new AtomicInteger();

    Call(long correlation, BasketCall call) {
      this.correlation = correlation;
      this.call = call;
      partition = Partitions.of(call.request().owner());
    }

    /** Comes back with its answer. */
    long correlation() {
      return correlation;
    }

    BasketCall call() {
      return call;
    }

    int partition() {
      return partition;
    }

    /** The way it goes, or null while there is none. */
    @Nullable Route route() {
      return route.get();
    }

    /** Takes another way; answers false if somebody else has changed it meanwhile. */
    boolean move(@Nullable Route from, @Nullable Route to) {
      return route.compareAndSet(from, to);
    }

    /** Counts the ways that ended under it. */
    int moved() {
      return moves.incrementAndGet();
    }
  }

  private volatile int bound;
  private final Map<Long, Call> calls = new ConcurrentHashMap<>();
  private final AtomicInteger size = new AtomicInteger();
  private volatile @Nullable CountDownLatch lastAnswer;

  /**
   * Starts anywhere, so that a reply to a former process of the same gateway fits no call of this
   * one.
   */
  private final AtomicLong next = new AtomicLong(new SecureRandom().nextLong());

  Waiting(int bound) {
    this.bound = bound;
  }

  /** From now on so many may wait. */
  void bound(int most) {
    bound = most;
  }

  /** Adds a call, unless too many wait: then null. */
  @Nullable Call add(BasketCall call) {
    if (size.incrementAndGet() > bound) {
      size.decrementAndGet();
      return null;
    }
    Call added = new Call(next.getAndIncrement(), call);
    calls.put(added.correlation(), added);
    return added;
  }

  /** Takes a call out. Whoever gets it answers it; everybody else gets null. */
  @Nullable BasketCall take(long correlation) {
    Call call = calls.remove(correlation);
    if (call == null) {
      return null;
    }
    if (size.decrementAndGet() == 0) {
      CountDownLatch latch = lastAnswer;
      if (latch != null) {
        latch.countDown();
      }
    }
    return call.call();
  }

  /** Waits until no call waits any more, but no longer than so many milliseconds. */
  void awaitNone(long millis) {
    CountDownLatch latch = new CountDownLatch(1);
    lastAnswer = latch;
    if (size.get() > 0) {
      try {
        latch.await(millis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  boolean contains(long correlation) {
    return calls.containsKey(correlation);
  }

  int size() {
    return size.get();
  }

  /** The calls that wait now. */
  List<Call> all() {
    return new ArrayList<>(calls.values());
  }

  /** Those whose deadline has passed. */
  List<Call> overdue(long now) {
    List<Call> overdue = new ArrayList<>();
    for (Call call : calls.values()) {
      if (call.call().request().deadline().passed(now)) {
        overdue.add(call);
      }
    }
    return overdue;
  }
}
