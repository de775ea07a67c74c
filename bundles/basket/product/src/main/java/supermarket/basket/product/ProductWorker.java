package supermarket.basket.product;

import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.joda.money.Money;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.Item;
import supermarket.basket.api.Reason;
import supermarket.basket.api.catalogue.Offer;
import supermarket.library.foreign.call.ForeignCall;
import supermarket.library.foreign.call.Outcome;
import supermarket.library.text.Printable;
import supermarket.pricing.api.CostContract;
import supermarket.pricing.api.Line;

/**
 * Prices one product of one basket by calling its strategy. All that is foreign is done when the
 * call is over: what the strategy returned is judged, and what it threw is asked for its texts, on
 * the lane and within the time of the call. Whoever waits for the worker sees our own values only.
 *
 * <p>It is a {@link FutureTask} because that gets right what is easy to get wrong: a cancelled call
 * is interrupted once, never the call after it on the same thread, and a call that has not begun
 * never begins.
 */
final class ProductWorker extends FutureTask<ProductWorker.Result> {

  private static final Logger LOG = LoggerFactory.getLogger(ProductWorker.class);

  /** So much of a stack trace is kept for the log, if it is wanted there. */
  private static final int FRAMES = 32;

  private final Item item;
  private final Offer.Available offer;
  private final StrategyGate gate;

  /** Whether this call has cost its strategy the quarantine. Belongs to the watchdog. */
  private boolean blamed;

  private volatile boolean abandoned;

  /** What became of a call that came back. */
  sealed interface Result {

    /** The strategy has priced the line. */
    record Priced(Money cost) implements Result {}

    /** The strategy returned what is no cost; in words. */
    record Nonsense(String fault) implements Result {}

    /** The strategy threw. */
    record Threw(Outcome.Threw<Money> what) implements Result {}

    /** The strategy was not called, and why. */
    record Refused(Reason reason, String why) implements Result {}
  }

  ProductWorker(Item item, Offer.Available offer, StrategyGate gate) {
    super(() -> call(item, offer));
    this.item = item;
    this.offer = offer;
    this.gate = gate;
  }

  private static Result call(Item item, Offer.Available offer) {
    Line line = new Line(item.product(), item.quantity(), offer.pricePerPiece(item));
    return switch (ForeignCall.<Money>attempt(
        () -> offer.rule().cost(line), ProductWorker::frames)) {
      case Outcome.Came<Money>(Money cost) -> judge(offer, cost);
      case Outcome.Threw<Money> threw -> new Result.Threw(threw);
      case Outcome<Money> late -> throw new IllegalStateException("only the watchdog says " + late);
    };
  }

  private static int frames() {
    return LOG.isDebugEnabled() ? FRAMES : 0;
  }

  private static Result judge(Offer.Available offer, Money cost) {
    Optional<String> fault = CostContract.fault(offer.unitPrice(), cost);
    return fault.isEmpty() ? new Result.Priced(cost) : new Result.Nonsense(fault.get());
  }

  Item item() {
    return item;
  }

  /** The product's code, fit for logs and operators. */
  String product() {
    return Printable.of(item.product(), 64);
  }

  Offer.Available offer() {
    return offer;
  }

  StrategyGate gate() {
    return gate;
  }

  /** Ends the call because the version it belongs to is let go; returns false if it was over. */
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
      long begun = System.nanoTime();
      try {
        super.run();
      } finally {
        gate.leave();
        gate.called(System.nanoTime() - begun, !isPriced());
      }
    }
  }

  private boolean isPriced() {
    return state() == State.SUCCESS && resultNow() instanceof Result.Priced;
  }

  /** Ends the worker without calling its strategy. */
  void refuse(Reason reason, String why) {
    set(new Result.Refused(reason, why));
  }

  /** Ends the worker because we have failed it; nobody is left waiting. */
  void fail(Throwable unexpected) {
    setException(unexpected);
  }
}
