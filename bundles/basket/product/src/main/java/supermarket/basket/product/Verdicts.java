package supermarket.basket.product;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Printable;
import supermarket.basket.api.Reason;

/**
 * Judges what became of a product worker, and logs each kind of failure of a strategy once.
 *
 * <p>Thread safety: any thread; holds no state of its own.
 */
final class Verdicts {

  private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);
  private static final int MESSAGE = 200;

  private final Settings settings;

  Verdicts(Settings settings) {
    this.settings = settings;
  }

  /**
   * Waits for a worker of a basket and judges it.
   *
   * @throws InterruptedException if the waiting thread is interrupted; the worker goes on
   */
  LineResult of(BasketRequest request, Lines lines, ProductWorker worker)
      throws InterruptedException {
    try {
      return judge(request, worker, worker.get());
    } catch (ExecutionException failed) {
      return switch (failed.getCause()) {
        case ProductWorker.Threw threw -> threw(request, worker, threw.thrown());
        case ProductWorker.Refused refused ->
            failed(worker, refused.reason(), String.valueOf(refused.getMessage()));
        case null, default -> throw new IllegalStateException("a product worker failed", failed);
      };
    } catch (CancellationException cancelled) {
      return late(request, worker, due(lines, worker));
    }
  }

  private String due(Lines lines, ProductWorker worker) {
    if (lines.expired()) {
      return "before the basket's deadline";
    }
    return worker.abandoned()
        ? "before its version was let go"
        : "within " + settings.callTimeout().toMillis() + " ms";
  }

  private LineResult judge(BasketRequest request, ProductWorker worker, @Nullable Money cost) {
    Optional<String> nonsense = nonsense(worker.offer().unitPrice(), cost);
    if (cost == null || nonsense.isPresent()) {
      String what = "answered nonsense: " + nonsense.orElse("no cost");
      report(request, worker, "nonsense", what, null);
      return failed(worker, Reason.PRODUCT_SERVER_ERROR, says(worker, what));
    }
    return new LineResult.Priced(
        new PricedLine(
            worker.item().product(),
            worker.item().quantity(),
            worker.offer().unitPrice(),
            cost,
            worker.offer().strategy().name(),
            worker.offer().strategy().version()));
  }

  private static Optional<String> nonsense(Money unitPrice, @Nullable Money cost) {
    if (cost == null) {
      return Optional.of("no cost");
    }
    if (!cost.getCurrencyUnit().equals(unitPrice.getCurrencyUnit())) {
      return Optional.of(
          "a cost in " + cost.getCurrencyUnit() + " for a price in " + unitPrice.getCurrencyUnit());
    }
    return cost.isNegative() ? Optional.of("a negative cost") : Optional.empty();
  }

  private LineResult threw(BasketRequest request, ProductWorker worker, Throwable thrown) {
    String kind = thrown.getClass().getName();
    report(request, worker, kind, kind + ": " + messageOf(thrown), thrown);
    return failed(
        worker,
        Reason.PRODUCT_SERVER_ERROR,
        says(worker, "threw " + thrown.getClass().getSimpleName()));
  }

  private LineResult late(BasketRequest request, ProductWorker worker, String when) {
    String what = "did not answer " + when;
    report(request, worker, "late", what, null);
    return failed(worker, Reason.TIMEOUT, says(worker, what));
  }

  /** The message of a foreign exception, which may itself throw. */
  private static String messageOf(Throwable thrown) {
    try {
      return Printable.of(String.valueOf(thrown.getMessage()), MESSAGE);
    } catch (RuntimeException | StackOverflowError hopeless) {
      return "(its message cannot be read)";
    }
  }

  private static void trace(ProductWorker worker, Throwable thrown) {
    try {
      LOG.debug("strategy failed: {}", worker.gate().strategy(), thrown);
    } catch (RuntimeException | StackOverflowError hopeless) {
      LOG.debug("strategy failed: {}; its stack trace cannot be read", worker.gate().strategy());
    }
  }

  private static String says(ProductWorker worker, String what) {
    return "strategy "
        + worker.gate().strategy()
        + " "
        + what
        + " for product "
        + worker.item().product();
  }

  private static LineResult failed(ProductWorker worker, Reason reason, String detail) {
    return new LineResult.Failed(worker.item().product(), reason, detail);
  }

  private static void report(
      BasketRequest request,
      ProductWorker worker,
      String kind,
      String cause,
      @Nullable Throwable thrown) {
    String product = worker.item().product();
    if (!worker.gate().isNews(kind + ' ' + product)) {
      return;
    }
    LOG.warn(
        "strategy failed: product={} strategy={} cause=\"{}\" request={}; baskets that fail the"
            + " same way are not reported again",
        Printable.of(product, 64),
        worker.gate().strategy(),
        cause,
        Printable.of(request.id(), 128));
    if (thrown != null) {
      trace(worker, thrown);
    }
  }
}
