package supermarket.basket.product;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.joda.money.Money;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Reason;
import supermarket.basket.product.ProductWorker.Result;
import supermarket.library.foreign.call.Outcome;
import supermarket.library.text.Printable;

/**
 * Turns what became of a product worker into the result of its line, and logs each kind of failure
 * of a strategy once. Calls nothing foreign.
 *
 * <p>Thread safety: any thread; holds no state of its own.
 */
final class Verdicts {

  private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);

  private final Settings settings;
  private final Quarantine quarantine;

  Verdicts(Settings settings, Quarantine quarantine) {
    this.settings = settings;
    this.quarantine = quarantine;
  }

  /**
   * Waits for a worker of a basket and judges it.
   *
   * @throws InterruptedException if the waiting thread is interrupted; the worker goes on
   */
  LineResult of(BasketRequest request, BasketLines lines, ProductWorker worker)
      throws InterruptedException {
    try {
      return switch (worker.get()) {
        case Result.Priced(Money cost) -> priced(worker, cost);
        case Result.Nonsense(String fault) -> nonsense(request, worker, fault);
        case Result.Threw(Outcome.Threw<Money> what) -> threw(request, worker, what);
        case Result.Refused(Reason reason, String why) -> failed(worker, reason, why);
      };
    } catch (ExecutionException ours) {
      return failed(
          worker,
          Reason.PRODUCT_SERVER_ERROR,
          "product " + worker.product() + " could not be priced: the node's log says why");
    } catch (CancellationException cancelled) {
      return late(request, worker, due(lines, worker));
    }
  }

  private String due(BasketLines lines, ProductWorker worker) {
    if (lines.expired()) {
      return "before the basket's deadline";
    }
    return worker.abandoned()
        ? "before its version was let go"
        : "within " + settings.callTimeout().toMillis() + " ms";
  }

  private static LineResult priced(ProductWorker worker, Money cost) {
    Money label = worker.item().price();
    return new LineResult.Priced(
        new PricedLine(
            worker.item().product(),
            worker.item().quantity(),
            label == null ? worker.offer().unitPrice() : label,
            cost,
            worker.offer().strategy().name(),
            worker.offer().strategy().version(),
            worker.item().weight()));
  }

  private static LineResult nonsense(BasketRequest request, ProductWorker worker, String fault) {
    String what = "answered nonsense: " + fault;
    report(request, worker, "nonsense", what, List.of());
    return failed(worker, Reason.PRODUCT_SERVER_ERROR, says(worker, what));
  }

  private LineResult threw(
      BasketRequest request, ProductWorker worker, Outcome.Threw<Money> threw) {
    if (threw.outOfMemory()) {
      quarantine.impose(worker.gate(), "ran out of memory while pricing " + worker.product());
    } else if (threw.huge()) {
      quarantine.impose(
          worker.gate(),
          "threw a text of more than a million characters while pricing " + worker.product());
    }
    report(request, worker, threw.kind(), threw.what(), threw.frames());
    // Stores are told what kind it was, not where in the code it comes from.
    String kind = threw.kind().substring(threw.kind().lastIndexOf('.') + 1);
    return failed(worker, Reason.PRODUCT_SERVER_ERROR, says(worker, "threw " + kind));
  }

  private static LineResult late(BasketRequest request, ProductWorker worker, String when) {
    String what = "did not answer " + when;
    report(request, worker, "late", what, List.of());
    return failed(worker, Reason.TIMEOUT, says(worker, what));
  }

  private static String says(ProductWorker worker, String what) {
    return "strategy " + worker.gate().strategy() + " " + what + " for product " + worker.product();
  }

  private static LineResult failed(ProductWorker worker, Reason reason, String detail) {
    return new LineResult.Failed(worker.item().product(), reason, detail);
  }

  private static void report(
      BasketRequest request, ProductWorker worker, String kind, String cause, List<String> frames) {
    if (!worker.gate().isNews(kind + ' ' + worker.product())) {
      return;
    }
    LOG.warn(
        "strategy failed: product={} strategy={} cause=\"{}\" request={}; baskets that fail the"
            + " same way are not reported again",
        worker.product(),
        worker.gate().strategy(),
        cause,
        Printable.of(request.id(), 128));
    if (!frames.isEmpty()) {
      LOG.debug(
          "strategy failed: {}: {}\n\tat {}",
          worker.gate().strategy(),
          cause,
          String.join("\n\tat ", frames));
    }
  }
}
