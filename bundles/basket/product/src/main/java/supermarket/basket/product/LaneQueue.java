package supermarket.basket.product;

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

/**
 * The product workers that wait for a lane. Supermarkets take turns, a line each (fair queueing,
 * Nagle 1987): whoever has many baskets waits behind his own, not others behind them. Lines of one
 * supermarket keep their order.
 *
 * <p>Thread-safe; guarded by one lock. A supermarket is known only while something of it waits.
 */
final class LaneQueue {

  private final int bound;
  private final Lock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();

  @GuardedBy("lock")
  private final Map<String, Turn> turns = new HashMap<>();

  @GuardedBy("lock")
  private final Queue<Turn> order = new ArrayDeque<>();

  @GuardedBy("lock")
  private int size;

  /** What waits of one supermarket: at least one worker. */
  private record Turn(String supermarket, Queue<ProductWorker> workers) {}

  LaneQueue(int bound) {
    this.bound = bound;
  }

  /** Adds workers, or answers false and adds none if there is no room for all of them. */
  boolean offer(String supermarket, Collection<ProductWorker> workers) {
    lock.lock();
    try {
      if (workers.size() > bound - size) {
        return false;
      }
      if (workers.isEmpty()) {
        return true;
      }
      Turn turn = turns.get(supermarket);
      if (turn == null) {
        turn = new Turn(supermarket, new ArrayDeque<>(workers));
        turns.put(supermarket, turn);
        order.add(turn);
      } else {
        turn.workers().addAll(workers);
      }
      size += workers.size();
      for (int i = 0; i < workers.size(); i++) {
        notEmpty.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the next worker, and waits for it. */
  @SuppressWarnings("GuardedBy") // it is: the checker does not know lockInterruptibly
  ProductWorker take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Turn turn;
      while ((turn = order.poll()) == null) {
        notEmpty.await();
      }
      ProductWorker worker = turn.workers().remove();
      if (turn.workers().isEmpty()) {
        turns.remove(turn.supermarket());
      } else {
        order.add(turn);
      }
      size--;
      return worker;
    } finally {
      lock.unlock();
    }
  }

  /** Takes all there are. */
  List<ProductWorker> clear() {
    lock.lock();
    try {
      List<ProductWorker> all = new ArrayList<>(size);
      order.forEach(turn -> all.addAll(turn.workers()));
      order.clear();
      turns.clear();
      size = 0;
      return all;
    } finally {
      lock.unlock();
    }
  }
}
