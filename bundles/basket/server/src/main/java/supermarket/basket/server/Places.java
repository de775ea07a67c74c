package supermarket.basket.server;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Counts the baskets in flight and keeps them within a bound.
 *
 * <p>Thread safety: any thread. After {@link #drain} nobody enters any more.
 */
final class Places {

  private final int limit;
  private final Semaphore places;
  private volatile boolean closed;

  Places(int limit) {
    this.limit = limit;
    this.places = new Semaphore(limit);
  }

  boolean enter() {
    if (closed || !places.tryAcquire()) {
      return false;
    }
    if (closed) {
      places.release();
      return false;
    }
    return true;
  }

  void leave() {
    places.release();
  }

  int inFlight() {
    return limit - places.availablePermits();
  }

  int limit() {
    return limit;
  }

  /**
   * Closes the door and waits until everybody has left; answers false if somebody has not in time.
   */
  boolean drain(long millis) throws InterruptedException {
    closed = true;
    if (!places.tryAcquire(limit, millis, TimeUnit.MILLISECONDS)) {
      return false;
    }
    places.release(limit);
    return true;
  }
}
