package supermarket.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Baskets at a fixed rate, whatever becomes of those before. A basket that finds no till free is
 * sent late. Latency counts from the moment a basket was due, so that this wait is in it.
 *
 * <p>Without a rate it is a closed loop: each till posts as soon as it has its reply.
 *
 * <p>Thread safety: used by one thread.
 */
final class OpenLoop implements AutoCloseable {

  /** As fast as the tills go. */
  static final int PEAK = 0;

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  /** How long replies are awaited after the last basket was sent. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(15);

  /** One to be posted. */
  @FunctionalInterface
  interface Basket {
    /** The whole HTTP request. */
    byte[] request();

    /** Whether the body of a reply of success is right, as far as that can be said at once. */
    default boolean isRight(String body) {
      return true;
    }
  }

  /**
   * What came out.
   *
   * @param priced baskets with a right reply
   * @param perSecond of them
   * @param p50 half of the replies came within so many microseconds
   * @param p99 all but one of a hundred came within so many microseconds
   * @param worst microseconds of the last one
   * @param refused replies of status 503 and 429
   * @param failed other replies without success, wrong ones and broken connections
   */
  record Result(
      long priced, double perSecond, long p50, long p99, long worst, int refused, int failed) {}

  private final InetSocketAddress server;
  private final Supplier<? extends Basket> baskets;
  private final int rate;
  private final int most;
  private final Selector selector;
  private final ArrayDeque<Till> idle = new ArrayDeque<>();
  private int open;

  /**
   * On a server.
   *
   * @param rate baskets a second, or {@link #PEAK}
   * @param most how many tills there are at most
   */
  OpenLoop(URI address, Supplier<? extends Basket> baskets, int rate, int most) throws IOException {
    this.server = new InetSocketAddress(address.getHost(), address.getPort());
    this.baskets = baskets;
    this.rate = rate;
    this.most = most;
    this.selector = Selector.open();
  }

  /** Posts until something is done. */
  Result during(Thread work) throws IOException {
    work.start();
    Turn turn = new Turn();
    selector.selectNow(turn::answer); // what the server has closed since the last turn
    while (turn.goesOn(work)) {
      turn.post();
      turn.await();
    }
    return turn.result();
  }

  /** Posts for a while. */
  Result during(int seconds) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    return during(
        Thread.ofVirtual()
            .unstarted(
                () -> {
                  for (long left; (left = end - System.nanoTime()) > 0; ) {
                    LockSupport.parkNanos(left);
                  }
                }));
  }

  private final class Turn {

    private final long begun = System.nanoTime();
    private final LoadCount count = new LoadCount();
    private long now = begun;
    private long end;
    private boolean ended;
    private long sent;
    private int underWay;

    /** Until all that was due before the end has its reply. */
    boolean goesOn(Thread work) throws IOException {
      now = System.nanoTime();
      if (!ended && !work.isAlive()) {
        ended = true;
        end = now;
      }
      if (ended && now - end > PATIENCE) {
        giveUp();
      }
      return !ended || underWay > 0 || isDue();
    }

    private long due() {
      return rate == PEAK ? now : begun + (long) (sent * 1e9 / rate);
    }

    private boolean isDue() {
      return due() - now <= 0 && !(ended && due() - end >= 0);
    }

    void post() throws IOException {
      while (isDue() && (!idle.isEmpty() || open < most)) {
        Till till = free();
        long due = due();
        sent++;
        underWay++;
        try {
          till.post(baskets.get(), due);
        } catch (IOException broken) {
          drop(till);
        }
      }
    }

    private Till free() throws IOException {
      if (!idle.isEmpty()) {
        return idle.pop();
      }
      open++;
      return new Till(server, selector);
    }

    /** Until there are replies, or a basket is due. */
    void await() throws IOException {
      boolean isFull = idle.isEmpty() && open == most;
      long wait = isFull || ended ? MILLI : due() - System.nanoTime();
      if (wait >= MILLI) {
        selector.select(this::answer, wait / MILLI);
      } else if (selector.selectNow(this::answer) == 0 && wait > 0) {
        LockSupport.parkNanos(wait);
      }
    }

    private void answer(SelectionKey key) {
      Till till = (Till) key.attachment();
      try {
        Basket basket = till.basket();
        Till.Reply reply = till.read();
        if (reply == null) {
          return;
        }
        if (basket == null) {
          count.failed(); // nobody asked for it
          drop(till);
          return;
        }
        underWay--;
        idle.push(till);
        count.replied(basket, reply, System.nanoTime() - till.due());
      } catch (IOException broken) {
        drop(till);
      }
    }

    /** A till that was idle has lost no basket. */
    private void drop(Till till) {
      if (till.basket() != null) {
        count.failed();
        underWay--;
      }
      idle.remove(till);
      open--;
      try {
        till.close();
      } catch (IOException already) {
        // It is of no more use anyway.
      }
    }

    private void giveUp() {
      List<SelectionKey> keys = new ArrayList<>(selector.keys());
      for (SelectionKey key : keys) {
        if (((Till) key.attachment()).basket() != null) {
          drop((Till) key.attachment());
        }
      }
      while (isDue()) {
        sent++;
        count.failed();
      }
    }

    Result result() {
      return count.result(now - begun);
    }
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
