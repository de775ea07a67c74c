package supermarket.product.manager;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import supermarket.basket.api.Printable;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.StrategyId;
import supermarket.library.foreign.call.ForeignText;
import supermarket.library.foreign.call.ForeignThread;
import supermarket.library.foreign.call.Outcome;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.Terms;
import supermarket.product.manager.Rules.Order;

/**
 * Asks strategies for their rules. That is foreign code, so each strategy has a thread of its own
 * for it and has to come back in time; several are asked side by side. One that is late twice, or
 * does not come back at all, is asked for nothing more.
 *
 * <p>Thread safety: any thread.
 */
final class RuleMaker implements AutoCloseable {

  /** So many strategies are asked at the same time. */
  private static final int SIDE_BY_SIDE = 8;

  /** All rules of one strategy may take so many times as long as one. */
  private static final int TIMES = 3;

  /** How long an interrupted call has to come back. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private final Duration timeout;
  private final ExecutorService waiters =
      Executors.newFixedThreadPool(
          SIDE_BY_SIDE, Thread.ofPlatform().name("rule-waiter").daemon().factory());

  /** What was made, and which strategies were late. */
  record Result(Map<Order, Offer> offers, Map<StrategyId, String> late) {

    static Result none() {
      return new Result(new HashMap<>(), new HashMap<>());
    }
  }

  RuleMaker(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * Asks for rules, each strategy for one after another.
   *
   * @throws InterruptedException if the thread is interrupted while it waits; so are the calls
   */
  Result make(List<Order> orders) throws InterruptedException {
    List<Callable<Result>> asks = new ArrayList<>();
    orders.stream()
        .collect(Collectors.groupingBy(order -> order.strategy().id()))
        .values()
        .forEach(ofOne -> asks.add(() -> ask(ofOne)));
    Result all = Result.none();
    for (Future<Result> each : waiters.invokeAll(asks)) {
      try {
        Result one = each.get();
        all.offers().putAll(one.offers());
        all.late().putAll(one.late());
      } catch (ExecutionException ours) {
        throw new IllegalStateException("asking for rules failed", ours);
      }
    }
    return all;
  }

  private Result ask(List<Order> orders) throws InterruptedException {
    Result result = Result.none();
    long end = System.nanoTime() + TIMES * timeout.toNanos();
    try (ForeignThread thread = new ForeignThread("rule-maker", timeout, GRACE)) {
      for (Order order : orders) {
        Outcome<Offer> made = thread.call(() -> rule(order.strategy(), order.product()));
        if (made instanceof Outcome.Late) {
          // The machine may have paused, which is no fault of the strategy.
          made = thread.call(() -> rule(order.strategy(), order.product()));
        }
        switch (made) {
          case Outcome.Came<Offer>(Offer offer) -> result.offers().put(order, offer);
          case Outcome.Threw<Offer> threw ->
              result.offers().put(order, threw(order.strategy(), threw));
          case Outcome.Late<Offer> late -> late(result, order, tooLong(order));
          case Outcome.Stuck<Offer> stuck ->
              late(result, order, tooLong(order) + " and ignores its interrupt");
        }
        if (System.nanoTime() - end > 0 && result.offers().size() < orders.size()) {
          late(
              result,
              order,
              "did not make its "
                  + orders.size()
                  + " rules within "
                  + TIMES * timeout.toMillis()
                  + " ms");
        }
        if (!result.late().isEmpty()) {
          break;
        }
      }
    }
    return result;
  }

  /** What is late once is late for all that it is asked now. */
  private static void late(Result result, Order order, String why) {
    result.offers().clear();
    result.late().putIfAbsent(order.strategy().id(), why);
  }

  private String tooLong(Order order) {
    return "did not make a rule within "
        + timeout.toMillis()
        + " ms, for product "
        + Printable.of(order.product().code(), 64);
  }

  /** Foreign code: what the strategy makes of the product. */
  private static Offer rule(LiveStrategy strategy, Product product) {
    Terms terms = new Terms(product.unitPrice(), product.parameters());
    PricingRule rule;
    try {
      rule = strategy.service().rule(terms);
    } catch (IllegalArgumentException refused) {
      return refused(strategy, "does not accept its terms: " + ForeignText.message(refused));
    }
    Set<String> unread = terms.unread();
    if (rule == null) {
      return refused(strategy, "made no rule");
    }
    if (!unread.isEmpty()) {
      return refused(strategy, "does not know the parameters " + String.join(", ", unread));
    }
    return new Offer.Available(product.unitPrice(), product.parameters(), strategy.id(), rule);
  }

  private static Offer threw(LiveStrategy strategy, Outcome.Threw<?> threw) {
    return refused(strategy, "threw " + threw.what() + " when asked for its rule");
  }

  private static Offer refused(LiveStrategy strategy, String why) {
    return new Offer.Unavailable("strategy " + strategy.id() + " " + why);
  }

  @Override
  public void close() {
    waiters.shutdownNow();
  }
}
