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

  ProductWorker(Item item, Offer.Available offer, StrategyGate gate) {
    super(() -> offer.rule().cost(new Line(item.product(), item.quantity(), offer.unitPrice())));
    this.item = item;
    this.offer = offer;
    this.gate = gate;
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
