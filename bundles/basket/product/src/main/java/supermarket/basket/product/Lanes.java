package supermarket.basket.product;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.library.fair.queue.FairQueue;

/**
 * The threads that strategy code runs on: a few lanes that all lines share, so that a fast line
 * costs one hand-over and no thread of its own, and a watchdog that takes a lane out of the road
 * when its call does not come back at once, so that nobody waits behind a stranger for longer than
 * two ticks.
 *
 * <p>Platform threads, because virtual ones are not time-sliced: a strategy that spins would hold a
 * carrier for ever.
 *
 * <p>Thread safety: {@link #submit} may be called by any thread; {@link #tick} and {@link #close}
 * exclude each other.
 */
final class Lanes implements AutoCloseable {

  /** How often the watchdog looks. */
  static final Duration TICK = Duration.ofMillis(5);

  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  private final Settings settings;
  private final Quarantine quarantine;
  private final FairQueue<ProductWorker> queue;
  private final Set<Lane> lanes = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Lanes(Settings settings, Quarantine quarantine) {
    this.settings = settings;
    this.quarantine = quarantine;
    this.queue = new FairQueue<>(settings.queue(), settings.queue());
  }

  /** Starts the lanes. */
  synchronized void start() {
    fill();
  }

  /**
   * Queues the workers of a basket, all of them; answers false if the queue has no room for them or
   * the lanes are closed.
   */
  boolean submit(String supermarket, List<ProductWorker> workers) {
    return !closed && queue.offer(supermarket, workers);
  }

  /** How many threads there are now, those that a strategy holds included. */
  int threads() {
    return lanes.size();
  }

  /**
   * Looks at every lane: replaces those whose call overstays, interrupts calls that take too long,
   * and closes the gate of a strategy that ignores its interrupt.
   *
   * @param now the present on the {@link System#nanoTime()} scale
   */
  synchronized void tick(long now) {
    if (closed) {
      return;
    }
    for (Lane lane : lanes) {
      Lane.Overstay overstay = lane.look(now);
      if (overstay != null) {
        lane.retire();
        restrain(overstay);
      }
    }
    fill();
  }

  /** There are always as many lanes as are to be, whatever became of those that were started. */
  private void fill() {
    long working = lanes.stream().filter(lane -> !lane.retired()).count();
    for (long i = working; i < settings.lanes(); i++) {
      Lane lane = new Lane(queue, lanes::remove);
      lane.thread().start();
      lanes.add(lane);
      if (!lane.thread().isAlive()) {
        lanes.remove(lane);
      }
    }
  }

  private void restrain(Lane.Overstay overstay) {
    ProductWorker worker = overstay.worker();
    if (overstay.cancelledNanos() >= settings.grace().toNanos()) {
      quarantine(worker);
    } else if (overstay.nanos() >= settings.callTimeout().toNanos()) {
      worker.cancel(true);
    }
  }

  private void quarantine(ProductWorker worker) {
    if (worker.blame()) {
      quarantine.impose(
          worker.gate(),
          "did not come back "
              + settings.grace().toMillis()
              + " ms after it was interrupted while pricing "
              + worker.product());
    }
  }

  /**
   * Ends all lanes, waiting for a bounded time; what a strategy holds on to beyond that is
   * abandoned.
   */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    queue.clear().forEach(left -> left.cancel(false));
    lanes.forEach(Lane::retire);
    lanes.forEach(lane -> lane.thread().interrupt());
    long end = System.nanoTime() + settings.grace().toNanos();
    for (Lane lane : lanes) {
      try {
        lane.thread().join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    if (!lanes.isEmpty()) {
      LOG.warn(
          "{} calls of strategies do not come back; their threads are abandoned", lanes.size());
    }
  }
}
