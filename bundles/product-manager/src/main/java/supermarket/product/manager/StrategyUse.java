package supermarket.product.manager;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.catalogue.StrategyCalls;
import supermarket.product.manager.edition.Newest;
import supermarket.product.manager.edition.PinnableEdition;
import supermarket.product.manager.rule.Rules;
import supermarket.product.manager.rule.Rules.Order;
import supermarket.product.manager.strategy.RegisteredStrategies;
import supermarket.product.manager.strategy.RegisteredStrategy;

/**
 * Takes a strategy into use when it comes, and out of use when it goes: then it is held until the
 * leases of the baskets that have it pinned have ended, for a bounded time.
 *
 * <p>Thread safety: any thread, without a lock: strategies are asked for their rules, and leases
 * are waited for.
 */
final class StrategyUse {

  private static final Logger LOG = LoggerFactory.getLogger(StrategyUse.class);

  private final Assortment assortment;
  private final Rules rules;
  private final Supplier<@Nullable StrategyCalls> workers;
  private final ScheduledExecutorService timer;
  private final Duration leaseTimeout;
  private final Duration successorWait;
  private final AtomicLong overstayers = new AtomicLong();

  /**
   * Of an assortment.
   *
   * @param workers who has calls of strategies under way; null while nobody has
   * @param timer ends the waiting for successors
   * @param leaseTimeout how long a strategy that goes is held
   * @param successorWait how long baskets wait for the successor of a strategy that went
   */
  StrategyUse(
      Assortment assortment,
      Rules rules,
      Supplier<@Nullable StrategyCalls> workers,
      ScheduledExecutorService timer,
      Duration leaseTimeout,
      Duration successorWait) {
    this.assortment = assortment;
    this.rules = rules;
    this.workers = workers;
    this.timer = timer;
    this.leaseTimeout = leaseTimeout;
    this.successorWait = successorWait;
  }

  /** Takes a strategy into use, with all of its rules at once. */
  void begin(RegisteredStrategy strategy) {
    if (strategy.id().name().isEmpty()) {
      LOG.warn(
          "a strategy of {} is ignored: it is registered without a name; annotate it with"
              + " @Strategy(\"some-name\")",
          strategy.bundle());
      return;
    }
    MissingMaker maker = new MissingMaker(assortment, rules);
    boolean isMade = maker.makeDeals(List.of(strategy));
    while (isMade) { // promotions may come while it is asked
      isMade = maker.makeDeals(List.of(strategy));
    }
    List<Order> missing = assortment.missing(List.of(strategy));
    // The catalogue may change while it is asked.
    while (!missing.isEmpty() && rules.make(missing)) {
      missing = assortment.missing(List.of(strategy));
    }
    LOG.info("strategy {} is there, for {} % of the users", strategy, add(strategy).percent());
  }

  private Audience add(RegisteredStrategy strategy) {
    synchronized (assortment) {
      RegisteredStrategies strategies = assortment.strategies();
      strategies.add(strategy);
      assortment.askAgain(strategy.key()); // the catalogue may have changed just now
      if (strategies.isForEverybody(strategy)) {
        assortment.successors().came(strategy.key());
      }
      assortment.publish();
      return strategies.audience(strategy);
    }
  }

  /**
   * Takes a strategy out of use, and waits for the leases of its baskets.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  void end(RegisteredStrategy strategy) throws InterruptedException {
    List<PinnableEdition> leased;
    synchronized (assortment) {
      assortment.strategies().remove(strategy.id().serviceId());
      // The successor can come only after the leases have ended.
      awaitSuccessor(strategy, leaseTimeout.plus(successorWait));
      assortment.publish();
      leased = assortment.editions().newest().superseded();
    }
    rules.forget(strategy.id());
    assortment.deals().forget(strategy.id());
    if (Newest.awaitOver(leased, leaseTimeout.toNanos()) > 0) {
      interruptCalls(strategy.id());
    }
    LOG.info("strategy {} is gone", strategy);
    synchronized (assortment) {
      awaitSuccessor(strategy, successorWait);
    }
  }

  /** The leases of its version have run out. */
  private void interruptCalls(StrategyId strategy) {
    StrategyCalls calls = workers.get();
    int overstaying = calls == null ? 0 : calls.abandon(strategy);
    overstayers.addAndGet(overstaying);
    LOG.warn(
        "baskets still have strategy {} pinned after {} ms; calls of it that were interrupted: {}",
        strategy,
        leaseTimeout.toMillis(),
        overstaying);
  }

  /** How many calls were interrupted, since the start. */
  long overstayers() {
    return overstayers.get();
  }

  /** Lets baskets wait for another strategy of the same name, unless there is one already. */
  @GuardedBy("assortment")
  @SuppressWarnings("FutureReturnValueIgnored") // ends with its executor
  private void awaitSuccessor(RegisteredStrategy gone, Duration longest) {
    String key = gone.key();
    if (assortment.isStopped()
        || successorWait.isZero()
        || !assortment.strategies().isForEverybody(gone)
        || assortment.strategies().inUse().containsKey(key)) {
      return;
    }
    assortment.successors().went(key, System.nanoTime() + longest.toNanos());
    timer.schedule(assortment::giveUpSuccessors, longest.toNanos(), TimeUnit.NANOSECONDS);
  }
}
