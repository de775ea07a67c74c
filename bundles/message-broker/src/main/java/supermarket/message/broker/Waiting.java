package supermarket.message.broker;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.BasketCall;

/** The calls that wait for an answer; not more than a bound. Thread-safe. */
final class Waiting {

  /**
   * A call that waits.
   *
   * @param correlation comes back with its answer
   */
  record Call(long correlation, BasketCall call) {}

  private final int bound;
  private final Map<Long, Call> calls = new ConcurrentHashMap<>();
  private final AtomicInteger size = new AtomicInteger();

  /**
   * Starts anywhere, so that a reply to a former process of the same gateway fits no call of this
   * one.
   */
  private final AtomicLong next = new AtomicLong(new SecureRandom().nextLong());

  Waiting(int bound) {
    this.bound = bound;
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
    size.decrementAndGet();
    return call.call();
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
