package supermarket.basket.product;

import java.util.concurrent.FutureTask;
import org.joda.money.Money;
import supermarket.basket.api.Item;
import supermarket.basket.api.Reason;
import supermarket.basket.api.catalogue.Offer;
import supermarket.pricing.api.Line;

/**
 * Prices one product of one basket by calling its strategy.
 *
 * <p>It is a {@link FutureTask} because that gets right what is easy to get wrong: a cancelled call
 * is interrupted once, never the call after it on the same thread, and a call that has not begun
 * never begins.
 */
final class ProductWorker extends FutureTask<Money> {

  private final Item item;
  private final Offer.Available offer;
  private final StrategyGate gate;

  /** Whether this call has cost its strategy the quarantine. Belongs to the watchdog. */
  private boolean blamed;

  private volatile boolean abandoned;

  ProductWorker(Item item, Offer.Available offer, StrategyGate gate) {
    super(() -> cost(item, offer));
    this.item = item;
    this.offer = offer;
    this.gate = gate;
  }

  private static Money cost(Item item, Offer.Available offer) throws Threw {
    try {
      return offer.rule().cost(new Line(item.product(), item.quantity(), offer.unitPrice()));
    } catch (Throwable thrown) { // an Error of a plug-in is its failure, not ours
      throw new Threw(thrown);
    }
  }

  Item item() {
    return item;
  }

  Offer.Available offer() {
    return offer;
  }

  StrategyGate gate() {
    return gate;
  }

  /** Ends the call because the version it belongs to is let go; answers false if it was over. */
  boolean abandon() {
    abandoned = true;
    return cancel(true);
  }

  boolean abandoned() {
    return abandoned;
  }

  /**
   * Blames this call, once: a strategy that was released is not quarantined again for its old
   * calls.
   */
  boolean blame() {
    boolean first = !blamed;
    blamed = true;
    return first;
  }

  @Override
  public void run() {
    String closed = gate.quarantine();
    if (closed != null) {
      refuse(Reason.PRODUCT_SERVER_ERROR, "strategy " + gate.strategy() + " is quarantined");
    } else if (!gate.tryEnter()) {
      refuse(Reason.OVERLOADED, "strategy " + gate.strategy() + " has too many calls under way");
    } else {
      try {
        super.run();
      } finally {
        gate.leave();
      }
    }
  }

  /** Ends the worker without calling its strategy. */
  void refuse(Reason reason, String why) {
    setException(new Refused(reason, why));
  }

  /**
   * The strategy threw. What it threw is foreign code too, whose methods may throw: so it is
   * carried along untouched, not as a cause that the JDK would ask for its message.
   */
  static final class Threw extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Throwable thrown;

    Threw(Throwable thrown) {
      super("the strategy threw", null, false, false);
      this.thrown = thrown;
    }

    Throwable thrown() {
      return thrown;
    }
  }

  /** The strategy was not called, and why. Carries no stack trace: it is a value. */
  static final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    Refused(Reason reason, String why) {
      super(why, null, false, false);
      this.reason = reason;
    }

    Reason reason() {
      return reason;
    }
  }
}
