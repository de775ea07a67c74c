package supermarket.itests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import supermarket.itests.Outcome.Kind;
import supermarket.itests.StoreConnection.Pause;

/**
 * Stores that post baskets with known totals to one or several gateways and check each reply: every
 * basket ends in exactly one {@link Outcome}. A virtual thread with a keep-alive connection stands
 * for each store's till; a till belongs to one gateway and goes to the next one only when its
 * connection breaks or is refused. Nothing is sent twice.
 *
 * <p>Two ways to go on:
 *
 * <ul>
 *   <li>{@link Builder#every closed loop}: each till has one user and sends a basket every so
 *       often, but never the next one before the reply to the last.
 *   <li>{@link Builder#perSecond open loop}: baskets are due at a fixed rate, whatever becomes of
 *       those before. Tills take turns; if all are waiting for replies, what is due is sent late,
 *       but {@link Outcome#latency} still counts from the instant it was due. So the time that
 *       baskets spend in the client's queue because the system is slow is not omitted from the
 *       percentiles (coordinated omission). {@link Outcome#serviceTime} counts from the instant of
 *       sending, for those who ask how fast a reply, such as a refusal, comes.
 * </ul>
 */
final class Load implements AutoCloseable {

  /** How much later than at its deadline a basket must have been answered. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** How soon those that wait notice that the load has ended. */
  private static final long NOTICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Builder plan;
  private final long began = System.nanoTime();
  private final AtomicLong slots = new AtomicLong();
  private final List<Till> tills;
  private final List<Thread> threads;
  private volatile boolean ended;

  private Load(Builder plan) {
    this.plan = plan;
    tills = IntStream.range(0, plan.tills).mapToObj(Till::new).toList();
    threads = tills.stream().map(till -> Thread.ofVirtual().start(till)).toList();
  }

  /** Load on these gateways, each {@code host:port}; neighbouring tills have different ones. */
  static Builder on(String... gateways) {
    return new Builder(gateways);
  }

  /** What load there is to be. Made for one load. */
  static final class Builder {

    private final List<InetSocketAddress> gateways = new ArrayList<>();
    private List<String> supermarkets = List.of("sp1", "sp2", "sp3", "sp4");
    private String users = "till";
    private int tills = 32;
    private Duration deadline = Duration.ofSeconds(5);
    private long intervalNanos;
    private boolean open;

    private Builder(String... addresses) {
      for (String address : addresses) {
        gateways.add(StoreConnection.at(address));
      }
    }

    /** Whose baskets they are, in turn. */
    Builder supermarkets(String... names) {
      supermarkets = List.of(names);
      return this;
    }

    /** How the names of the users begin; they differ in a number. */
    Builder users(String prefix) {
      users = prefix;
      return this;
    }

    /** How many connections there are. */
    Builder tills(int count) {
      tills = count;
      return this;
    }

    /** The gateways' deadline, if it is not 5 s; one second later a basket counts as lost. */
    Builder deadline(Duration configured) {
      deadline = configured;
      return this;
    }

    /** Starts a closed loop: each till sends a basket every so often, or as soon as it can. */
    Load every(Duration pace) {
      intervalNanos = pace.toNanos();
      return new Load(this);
    }

    /** Starts an open loop: so many baskets become due in each second, of all tills together. */
    Load perSecond(int rate) {
      intervalNanos = TimeUnit.SECONDS.toNanos(1) / rate;
      open = true;
      return new Load(this);
    }
  }

  /** Lets it go on for so long. */
  Load goOnFor(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left; (left = end - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(left);
    }
    return this;
  }

  /** Waits until every till has had a basket priced, from now on. */
  Load awaitAllPriced() {
    long from = System.nanoTime();
    await("a priced basket at every till")
        .atMost(Duration.ofSeconds(60))
        .until(() -> tills.stream().allMatch(till -> till.lastPriced - from > 0));
    return this;
  }

  /** What became of the baskets so far. */
  Outcomes soFar() {
    List<Outcome> all = new ArrayList<>();
    for (Till till : tills) {
      till.copyTo(all);
    }
    return new Outcomes(all);
  }

  /** Sends no more, and answers what became of all baskets when the last one has its outcome. */
  Outcomes end() {
    close();
    return soFar();
  }

  @Override
  public void close() {
    ended = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** One connection and who uses it. */
  private final class Till implements Runnable {

    private final int number;
    private final List<Outcome> outcomes = new ArrayList<>();
    private int gateway;
    private long basketsSent;
    private StoreConnection connection;
    private volatile long lastPriced = began;

    Till(int number) {
      this.number = number;
      gateway = number % plan.gateways.size();
    }

    @Override
    public void run() {
      long due = plan.open ? dueInTurn() : began + plan.intervalNanos * number / plan.tills;
      pause(due);
      while (!ended) {
        Outcome outcome = priceOne(plan.open ? due : System.nanoTime());
        due = plan.open ? dueInTurn() : Math.max(outcome.sent() + plan.intervalNanos, due);
        // Only now is it known whether anything followed the reply.
        if (pause(due) == Pause.NOISE || endsInNoise()) {
          drop();
          outcome = as(Kind.DUPLICATE, "after " + outcome.kind(), outcome);
          pause(due);
        }
        add(outcome);
      }
      drop();
    }

    private long dueInTurn() {
      return began + plan.intervalNanos * slots.getAndIncrement();
    }

    private synchronized void add(Outcome outcome) {
      outcomes.add(outcome);
    }

    synchronized void copyTo(List<Outcome> all) {
      all.addAll(outcomes);
    }

    /** Waits for the next basket, and listens whether the gateway has anything to say. */
    private Pause pause(long until) {
      while (!ended) {
        long left = until - System.nanoTime();
        long part = Math.min(left, NOTICE_NANOS);
        if (connection != null) {
          Pause heard = connection.listen(System.nanoTime() + part);
          if (heard == Pause.NOISE) {
            return heard;
          }
          if (heard == Pause.CLOSED) {
            drop();
            move();
          }
        } else {
          LockSupport.parkNanos(part);
        }
        if (left <= NOTICE_NANOS) {
          break;
        }
      }
      return Pause.QUIET;
    }

    /** Nothing is sent after the last reply, so it would not be heard what follows it. */
    private boolean endsInNoise() {
      return ended
          && connection != null
          && connection.listen(System.nanoTime() + NOTICE_NANOS) == Pause.NOISE;
    }

    private Outcome priceOne(long intended) {
      connect();
      long turn = basketsSent++;
      String supermarket =
          plan.supermarkets.get(
              (int) ((number + (plan.open ? turn : 0)) % plan.supermarkets.size()));
      String user = plan.users + "-" + number;
      KnownBasket basket = KnownBasket.next();
      long sent = System.nanoTime();
      long lost = sent + plan.deadline.plus(GRACE).toNanos();
      Kind kind;
      String detail;
      int at = gateway;
      try {
        if (connection == null) {
          throw new IOException("no gateway takes connections");
        }
        connection.post(basket.id(), basket.json(supermarket, user));
        StoreConnection.Reply reply = connection.reply(lost);
        Verdict verdict = Verdict.of(basket, reply);
        kind = verdict.kind();
        detail = verdict.detail();
        if (reply.header("connection").filter("close"::equals).isPresent()) {
          drop();
          move();
        }
      } catch (SocketTimeoutException late) {
        kind = Kind.LOST;
        detail = "";
        drop();
      } catch (IOException e) {
        kind = Kind.BROKEN;
        detail = String.valueOf(e.getMessage());
        drop();
        move();
      }
      long ending = System.nanoTime();
      if (kind == Kind.PRICED) {
        lastPriced = ending;
      }
      return new Outcome(kind, detail, at, supermarket, user, intended, sent, ending);
    }

    /** To its gateway, or to the next one that takes connections, if there is one. */
    private void connect() {
      for (int i = 0; connection == null && i < plan.gateways.size(); i++) {
        try {
          connection = new StoreConnection(plan.gateways.get(gateway));
        } catch (IOException refused) {
          move();
        }
      }
    }

    private void move() {
      gateway = (gateway + 1) % plan.gateways.size();
    }

    private void drop() {
      if (connection != null) {
        connection.close();
        connection = null;
      }
    }
  }

  private static Outcome as(Kind kind, String detail, Outcome outcome) {
    return new Outcome(
        kind,
        detail,
        outcome.gateway(),
        outcome.supermarket(),
        outcome.user(),
        outcome.intended(),
        outcome.sent(),
        outcome.ended());
  }
}
