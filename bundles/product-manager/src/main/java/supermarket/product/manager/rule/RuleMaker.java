package supermarket.product.manager.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Offer;
import supermarket.library.foreign.call.ForeignCall;
import supermarket.library.foreign.call.ForeignThread;
import supermarket.library.foreign.call.Outcome;
import supermarket.library.text.Printable;
import supermarket.product.manager.rule.Rules.Order;
import supermarket.product.manager.strategy.RegisteredStrategy;

/**
 * Asks strategies for their rules. That is foreign code, so each strategy has a thread of its own
 * for it and has to come back in time; several are asked side by side. One that is late twice, or
 * does not come back at all, is asked for nothing more.
 *
 * <p>Thread safety: any thread.
 */
public final class RuleMaker implements AutoCloseable {

  /** So many strategies are asked at the same time. */
  private static final int SIDE_BY_SIDE = 8;

  /** All rules of one strategy may take so many times as long as one, and so much more for each. */
  private static final int TIMES = 3;

  private static final Duration EACH = Duration.ofNanos(100_000);

  /** So many rules are asked for in one call: a hand-over for each would take longer than they. */
  private static final int TOGETHER = 1_000;

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

  public RuleMaker(Duration timeout) {
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
    Duration longest = timeout.multipliedBy(TIMES).plus(EACH.multipliedBy(orders.size()));
    long end = System.nanoTime() + longest.toNanos();
    try (ForeignThread thread = new ForeignThread("rule-maker", timeout, GRACE)) {
      for (int from = 0; from < orders.size() && result.late().isEmpty(); from += TOGETHER) {
        List<Order> some = orders.subList(from, Math.min(orders.size(), from + TOGETHER));
        AtomicInteger at = new AtomicInteger();
        switch (thread.call(() -> attempt(some, at))) {
          case Outcome.Came<List<Outcome<Offer>>>(List<Outcome<Offer>> outcomes)
              when outcomes.size() == some.size() -> {
            for (int i = 0; i < some.size(); i++) {
              take(result, some.get(i), outcomes.get(i));
            }
          }
          case Outcome.Stuck<List<Outcome<Offer>>> stuck ->
              take(result, some.get(at.get()), new Outcome.Stuck<>());
          default -> askOneByOne(some, at.get(), thread, end, longest, result);
        }
        if (System.nanoTime() - end > 0 && result.offers().size() < orders.size()) {
          late(result, some.getFirst(), allTooLong(longest));
        }
      }
    }
    return result;
  }

  /**
   * Finds out which rule was late. The machine may have paused, which is no fault of any: so each
   * may be late once.
   *
   * @param late the one that was late before
   */
  private void askOneByOne(
      List<Order> orders, int late, ForeignThread thread, long end, Duration longest, Result result)
      throws InterruptedException {
    for (int i = 0; i < orders.size(); i++) {
      Order order = orders.get(i);
      Outcome<Offer> made = thread.call(() -> Asking.of(order.strategy(), order.terms()));
      if (made instanceof Outcome.Late && i != late) {
        made = thread.call(() -> Asking.of(order.strategy(), order.terms()));
      }
      take(result, order, made);
      if (result.late().isEmpty() && System.nanoTime() - end > 0) {
        late(result, order, allTooLong(longest));
      }
      if (!result.late().isEmpty()) {
        return;
      }
    }
  }

  private void take(Result result, Order order, Outcome<Offer> made) {
    switch (made) {
      case Outcome.Came<Offer>(Offer offer) -> result.offers().put(order, offer);
      case Outcome.Threw<Offer> threw -> result.offers().put(order, threw(order.strategy(), threw));
      case Outcome.Late<Offer> late -> late(result, order, tooLong(order));
      case Outcome.Stuck<Offer> stuck ->
          late(result, order, tooLong(order) + " and ignores its interrupt");
    }
  }

  private static String allTooLong(Duration longest) {
    return "did not make its rules within " + longest.toMillis() + " ms";
  }

  /**
   * Foreign code: the rules of a strategy. Each failure is that of its product alone.
   *
   * @param at is kept at the rule that is being made
   */
  private static List<Outcome<Offer>> attempt(List<Order> orders, AtomicInteger at) {
    List<Outcome<Offer>> outcomes = new ArrayList<>(orders.size());
    for (int i = 0; i < orders.size() && !Thread.currentThread().isInterrupted(); i++) {
      Order order = orders.get(i);
      at.set(i);
      outcomes.add(ForeignCall.attempt(() -> Asking.of(order.strategy(), order.terms())));
    }
    return outcomes;
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
        + Printable.of(order.product(), 64);
  }

  private static Offer threw(RegisteredStrategy strategy, Outcome.Threw<?> threw) {
    return Asking.refused(strategy, "threw " + threw.what() + " when asked for its rule");
  }

  @Override
  public void close() {
    waiters.shutdownNow();
  }
}
