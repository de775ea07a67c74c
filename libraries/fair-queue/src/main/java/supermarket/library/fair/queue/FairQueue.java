package supermarket.library.fair.queue;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a thread. Owners take turns, a line each (fair queueing, Nagle 1987): whoever has
 * much waits behind his own, not others behind him. What one owner has keeps its order.
 *
 * <p>Thread-safe; guarded by one lock. An owner is known only while something of him waits.
 *
 * @param <T> what waits
 */
public final class FairQueue<T> {

  private final int bound;
  private final int boundOfEach;
  private final Lock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();

  @GuardedBy("lock")
  private final Map<String, Turn<T>> turns = new HashMap<>();

  @GuardedBy("lock")
  private final Queue<Turn<T>> order = new ArrayDeque<>();

  @GuardedBy("lock")
  private int size;

  /** What waits of one owner: at least one. */
  private record Turn<T>(String owner, Queue<T> waiting) {}

  /**
   * An empty queue.
   *
   * @param bound how many may wait in all
   * @param boundOfEach how many of one owner
   */
  public FairQueue(int bound, int boundOfEach) {
    this.bound = bound;
    this.boundOfEach = boundOfEach;
  }

  /** Adds some of one owner, or answers false and adds none if there is no room for all of them. */
  public boolean offer(String owner, Collection<? extends T> some) {
    lock.lock();
    try {
      Turn<T> turn = turns.get(owner);
      int before = turn == null ? 0 : turn.waiting().size();
      if (some.size() > Math.min(bound - size, boundOfEach - before)) {
        return false;
      }
      if (some.isEmpty()) {
        return true;
      }
      if (turn == null) {
        turn = new Turn<>(owner, new ArrayDeque<>(some));
        turns.put(owner, turn);
        order.add(turn);
      } else {
        turn.waiting().addAll(some);
      }
      size += some.size();
      for (int i = 0; i < some.size(); i++) {
        notEmpty.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the next, and waits for it.
   *
   * @throws InterruptedException if the thread is interrupted; nothing is taken then
   */
  @SuppressWarnings("GuardedBy") // it is: the checker does not know lockInterruptibly
  public T take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      T next;
      while ((next = next()) == null) {
        notEmpty.await();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the next; null if there is none. */
  public @Nullable T poll() {
    lock.lock();
    try {
      return next();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private @Nullable T next() {
    Turn<T> turn = order.poll();
    if (turn == null) {
      return null;
    }
    T next = turn.waiting().remove();
    if (turn.waiting().isEmpty()) {
      turns.remove(turn.owner());
    } else {
      order.add(turn);
    }
    size--;
    return next;
  }

  /** Returns how many wait. */
  public int size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  /** Takes all there are. */
  public List<T> clear() {
    lock.lock();
    try {
      List<T> all = new ArrayList<>(size);
      order.forEach(turn -> all.addAll(turn.waiting()));
      order.clear();
      turns.clear();
      size = 0;
      return all;
    } finally {
      lock.unlock();
    }
  }
}
