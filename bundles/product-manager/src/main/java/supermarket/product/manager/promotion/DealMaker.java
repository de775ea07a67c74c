package supermarket.product.manager.promotion;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.library.foreign.call.ForeignText;
import supermarket.library.foreign.call.ForeignThread;
import supermarket.library.foreign.call.Outcome;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.pricing.api.promotion.PromotionTerms;
import supermarket.product.manager.strategy.Plugin;
import supermarket.product.manager.strategy.RegisteredStrategy;

/**
 * Asks a kind for deals. That is foreign code: it has a thread of its own for it, and has to come
 * back in time. One that is late twice, or does not come back at all, is asked for nothing more.
 *
 * <p>Thread safety: any thread.
 */
final class DealMaker {

  /** How long an interrupted call has to come back. */
  private static final Duration GRACE = Duration.ofMillis(500);

  /** All deals of one kind may take so many times as long as one, and so much more for each. */
  private static final int TIMES = 3;

  private static final Duration EACH = Duration.ofMillis(1);

  private final Duration timeout;

  DealMaker(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * What was made.
   *
   * @param late how the kind was late; empty if it was not
   */
  record Result(Map<DealRequest, Made> made, String late) {}

  /**
   * Asks for deals, one after another.
   *
   * @throws InterruptedException if the thread is interrupted while it waits; so is the call
   */
  Result make(RegisteredStrategy kind, List<DealRequest> requests) throws InterruptedException {
    Map<DealRequest, Made> made = new LinkedHashMap<>();
    if (!(kind.plugin() instanceof Plugin.OfPromotions(PromotionKind service))) {
      return new Result(made, "");
    }
    Duration longest = timeout.multipliedBy(TIMES).plus(EACH.multipliedBy(requests.size()));
    long end = System.nanoTime() + longest.toNanos();
    try (ForeignThread thread = new ForeignThread("deal-maker", timeout, GRACE)) {
      for (DealRequest request : requests) {
        if (System.nanoTime() - end > 0) {
          return new Result(made, "did not make its deals within " + longest.toMillis() + " ms");
        }
        Outcome<Made> outcome = thread.call(() -> ask(kind, service, request));
        if (outcome instanceof Outcome.Late) { // the machine may have paused
          outcome = thread.call(() -> ask(kind, service, request));
        }
        switch (outcome) {
          case Outcome.Came<Made>(Made one) -> made.put(request, one);
          case Outcome.Threw<Made> threw ->
              made.put(
                  request, refused(kind, "threw " + threw.what() + " when asked for its deal"));
          case Outcome.Late<Made> late -> {
            return new Result(made, tooLong());
          }
          case Outcome.Stuck<Made> stuck -> {
            return new Result(made, tooLong() + " and ignores its interrupt");
          }
        }
      }
    }
    return new Result(made, "");
  }

  private String tooLong() {
    return "did not make a deal within " + timeout.toMillis() + " ms";
  }

  /** Foreign code. */
  private static Made ask(RegisteredStrategy kind, PromotionKind service, DealRequest request) {
    PromotionTerms terms = request.terms();
    @Nullable Deal deal;
    try {
      deal = service.deal(terms);
    } catch (IllegalArgumentException refused) {
      return refused(kind, "does not accept its terms: " + ForeignText.message(refused));
    }
    Set<String> unread = terms.unread();
    if (deal == null) {
      return refused(kind, "made no deal");
    }
    if (!unread.isEmpty()) {
      return refused(
          kind,
          "does not know the parameter '%s'; it asks for %s"
              .formatted(
                  String.join("', '", unread),
                  terms.asked().isEmpty() ? "none" : String.join(", ", terms.asked())));
    }
    List<Money> amounts = DealMoney.of(deal);
    for (Money each : amounts) {
      if (!each.getCurrencyUnit().equals(request.currency())) {
        return refused(
            kind,
            "made a deal with an amount in %s for a promotion in %s"
                .formatted(each.getCurrencyUnit(), request.currency()));
      }
    }
    boolean isOfCurrency = terms.hasAmounts() || !amounts.isEmpty();
    return new Made.Ready(deal, isOfCurrency ? request.currency() : null);
  }

  private static Made refused(RegisteredStrategy kind, String why) {
    return new Made.Refused("promotion kind " + kind.id() + " " + why);
  }
}
